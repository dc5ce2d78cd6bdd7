import type { Diagnostic } from '../base/diagnostic.js';
import { allRules } from './all-rules.js';
import type { Subject } from './rule.js';

/** Every breach of every law, in the order of the laws. */
export function checkRules(subject: Subject): readonly Diagnostic[] {
  return allRules.flatMap((law) =>
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
