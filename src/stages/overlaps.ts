import { inFile, type Diagnostic } from '../base/diagnostic.js';
import { specDiagnostic } from '../workspace/diagnostics.js';
import type { Spec } from '../workspace/spec.js';

/** A spec and the tables that it writes. */
export interface Writer {
  readonly spec: string;
  readonly folder: string;
  /** The spec that it modifies or retires. */
  readonly changes?: string;
  readonly tables: readonly string[];
}

/**
 * One table has one writer (OneData: one task one table): two specs may write the same only where one
 * says that it changes the other. Reported at each but the first. A spec that changes one that is not
 * there, or itself, is reported as well. What rests in the archive writes nothing, and tells who changed whom.
 */
export function overlaps(
  writers: readonly Writer[],
  names: readonly string[],
  archived: readonly Pick<Spec, 'name' | 'folder' | 'meta'>[] = [],
): readonly Diagnostic[] {
  const resting = archived.map(({ name, folder, meta: { changes } }): Writer => ({
    spec: name,
    folder,
    tables: [],
    ...(changes !== undefined && { changes }),
  }));
  const byName = new Map([...resting, ...writers].map((w) => [w.spec, w]));
  const earlier = new Map<string, Writer[]>();
  const found = writers.flatMap((writer) => {
    const { spec, changes, tables } = writer;
    const own: Diagnostic[] = [];
    if (changes !== undefined && !names.includes(changes) && !byName.has(changes))
      own.push(specDiagnostic('unknown-spec', '/changes', { spec: changes }));
    if (changesOf(writer, byName).has(spec))
      own.push(specDiagnostic('changes-itself', '/changes', { spec, changes: changes ?? '' }));
    for (const table of tables) {
      const before = earlier.get(table) ?? [];
      const other = before.find((w) => !related(w, writer, byName));
      earlier.set(table, [...before, writer]);
      if (other === undefined) continue;
      own.push(specDiagnostic('table-written-twice', '', { table, other: other.spec, spec }));
    }
    return inFile(own, `${writer.folder}/spec.yaml`);
  });
  return found;
}

/** Whether one of two specs changes the other, at once or through others. */
function related(a: Writer, b: Writer, byName: ReadonlyMap<string, Writer>): boolean {
  return changesOf(a, byName).has(b.spec) || changesOf(b, byName).has(a.spec);
}

function changesOf(writer: Writer, byName: ReadonlyMap<string, Writer>): ReadonlySet<string> {
  const all = new Set<string>();
  for (let next = writer.changes; next !== undefined && !all.has(next);) {
    all.add(next);
    next = byName.get(next)?.changes;
  }
  return all;
}
