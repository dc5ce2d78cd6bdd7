import { at, type Checked, type JsonPointer } from '../base/diagnostic.js';
import { qualityDiagnostic } from '../quality/diagnostics.js';
import type { WrittenRule } from '../quality/written-rule.js';
import dqcSchema from './dqc.schema.json' with { type: 'json' };
import { specDiagnostic } from './diagnostics.js';
import { yamlDocuments, type SpecFile } from './files/yaml-documents.js';

/** A rule of `dqc.yaml`, and where it stands. */
export interface SpecRule extends WrittenRule {
  readonly file: string;
  readonly path: JsonPointer;
  /** The short name of the document whose table it is about, where it says so. */
  readonly document?: string;
}

const kinds = ['holds', 'unique', 'rows', 'fresh', 'refers', 'change'] as const;

/** The rules of `dqc.yaml`, in the form of `dqc.schema.json`, each saying exactly one thing. */
export function readRules(written: SpecFile): Checked<readonly SpecRule[]> {
  const { file } = written;
  const [documents, found] = yamlDocuments(written, dqcSchema);
  if (documents === undefined) return [undefined, found];
  if (documents.length !== 1)
    return [
      undefined,
      [specDiagnostic('not-one-document', '', { count: documents.length }, { file })],
    ];
  const { rules } = documents[0] as { readonly rules: readonly WrittenRule[] };
  const placed = rules.map((rule, i): SpecRule => ({ ...rule, file, path: at('/rules', i) }));
  const wrong = placed.flatMap((rule) => {
    const count = kinds.filter((kind) => rule[kind] !== undefined).length;
    const params = { rule: rule.rule, count };
    return count === 1 ? [] : [qualityDiagnostic('one-check', rule.path, params, { file })];
  });
  return [wrong.length === 0 ? placed : undefined, [...found, ...wrong]];
}
