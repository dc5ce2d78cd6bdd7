import { at, inFile, type Checked, type Diagnostic } from '../../base/diagnostic.js';
import type { CheckedDocument } from '../../compile.js';
import type { Ontology } from '../../ontology/model.js';
import type { Check } from '../../quality/check.js';
import { checkedTable, checksOf } from '../../quality/checks-of.js';
import { qualityDiagnostic } from '../../quality/diagnostics.js';
import { writtenCheck } from '../../quality/written-rule.js';
import type { SpecRule } from '../../workspace/dqc-rules.js';

/**
 * The checks that the rules of `dqc.yaml` mean, by the short name of the document whose table they are
 * about. A rule of a document that has errors of its own (`broken`) waits until those are gone.
 */
export function writtenChecks(
  rules: readonly SpecRule[],
  checked: ReadonlyMap<string, CheckedDocument>,
  ontology: Ontology,
  broken: boolean,
): Checked<ReadonlyMap<string, readonly Check[]>> {
  const found: Diagnostic[] = [];
  const made = new Map<string, readonly Check[]>();
  const tables = [...checked].filter(([, { bound }]) => bound.target !== undefined);
  for (const rule of rules) {
    const { file, path, document } = rule;
    const [named] = document === undefined ? only(tables) : tables.filter(([n]) => n === document);
    const table = named && checkedTable(named[1].bound, ontology);
    if (named === undefined || table === undefined) {
      const place = document === undefined ? path : at(path, 'document');
      const params = { document: document ?? '' };
      if (!broken) found.push(qualityDiagnostic('no-table', place, params, { file }));
      continue;
    }
    const earlier = made.get(named[0]) ?? [];
    const others = [...checksOf(named[1].bound, ontology), ...earlier];
    if (others.some((c) => c.id === rule.rule)) {
      const params = { rule: rule.rule };
      found.push(qualityDiagnostic('repeated-rule', at(path, 'rule'), params, { file }));
      continue;
    }
    const [check, wrong] = writtenCheck(rule, table, path);
    found.push(...inFile(wrong, file));
    if (check !== undefined) made.set(named[0], [...earlier, check]);
  }
  return [made, found];
}

function only<T>(items: readonly T[]): readonly T[] {
  return items.length === 1 ? items : [];
}
