import type { JsonPointer } from '../base/diagnostic.js';
import { commonType } from '../expr/common-type.js';
import { printType } from '../expr/print-type.js';
import type { BoundOutput } from './bound.js';
import type { WordsOf } from './called.js';
import type { Context } from './context.js';
import { bindDiagnostic } from './diagnostics.js';
import type { Columns } from './stage/source.js';

/** Columns that later places read by name. */
export function columnsOf(of: string, outputs: readonly BoundOutput[], open = false): Columns {
  return { of, byName: new Map(outputs.map((o) => [o.name, o])), open };
}

/** The columns of nothing that is known: after an error, or a hole. */
export function unknownColumns(of: string): Columns {
  return { of, byName: new Map(), open: true };
}

/** What people call a column. */
export function columnWords({ byName }: Columns): WordsOf {
  return (name) => {
    const label = byName.get(name)?.label;
    return label === undefined ? [] : [label];
  };
}

/** The columns of a union: those of the first, of types that hold the values of all; reports where they differ. */
export function unionColumns(
  context: Context,
  of: string,
  parts: readonly Columns[],
  path: JsonPointer,
): Columns {
  const open = parts.some((p) => p.open);
  const first = parts.find((p) => !p.open) ?? parts[0];
  if (first === undefined) return unknownColumns(of);
  for (const part of parts) {
    if (part === first || part.open || first.open) continue;
    const missing = [...first.byName.keys()].filter((n) => !part.byName.has(n));
    const extra = [...part.byName.keys()].filter((n) => !first.byName.has(n));
    if (missing.length + extra.length === 0) continue;
    const params = { stage: part.of, first: first.of, missing, extra };
    context.report(bindDiagnostic('union-columns', path, params));
  }
  const outputs = [...first.byName.values()].map((column): BoundOutput => {
    const all = parts.flatMap((p) => p.byName.get(column.name) ?? []);
    const type = all.reduce<BoundOutput['type'] | undefined>(
      (sum, o) => sum && commonType(sum, o.type),
      column.type,
    );
    if (type === undefined) {
      const params = { column: column.name, types: all.map((o) => printType(o.type)) };
      context.report(bindDiagnostic('union-types', path, params));
    }
    return { ...column, type: type ?? { kind: 'unknown' } };
  });
  return columnsOf(of, outputs, open && first.open);
}
