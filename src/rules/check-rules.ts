import type { Diagnostic } from '../base/diagnostic.js';
import { allRules } from './all-rules.js';
import type { Subject } from './rule.js';

const general = allRules.filter((law) => law.perDialect !== true);
const perDialect = allRules.filter((law) => law.perDialect === true);

/**
 * Every breach of every law, in the order of the laws: without a dialect those that hold for all, with
 * one those that depend on it.
 */
export function checkRules(subject: Subject): readonly Diagnostic[] {
  const laws = subject.dialect === undefined ? general : perDialect;
  return laws.flatMap((law) =>
    Array.from(law.check(subject), ({ path, params, ...more }): Diagnostic => ({
      code: `rule/${law.name}`,
      severity: law.definition.severity,
      level: law.definition.level,
      path,
      params,
      ...more,
    })),
  );
}
