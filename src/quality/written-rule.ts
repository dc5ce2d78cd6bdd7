import {
  at,
  hasErrors,
  type Checked,
  type Diagnostic,
  type JsonPointer,
} from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import { not, reference } from '../expr/build.js';
import { checkExpr } from '../expr/check.js';
import { parseExpr } from '../expr/parse.js';
import type { Scope } from '../expr/scope.js';
import { types } from '../expr/type.js';
import type { SqlExpr, SqlLeaf, SqlStatement } from '../sql/ast.js';
import type { Check, CheckedTable } from './check.js';
import { changed, isStale, rowsOutside } from './measured.js';
import { qualityDiagnostic } from './diagnostics.js';
import { columnOf, countRows, duplicates, orphans } from './statement.js';

/** A rule of `dqc.yaml`: exactly one of `holds`, `unique`, `rows`, `fresh`, `refers`, `change`. */
export interface WrittenRule {
  /** Its name among the rules of the table. */
  readonly rule: string;
  readonly says?: string;
  readonly strength?: 'strong' | 'weak';
  /** Which of the run's rows it is about, all of these; for `holds`, `unique`, `rows`, `refers`. */
  readonly where?: readonly string[];
  /** A condition that is false for no row. */
  readonly holds?: string;
  readonly unique?: readonly string[];
  readonly rows?: { readonly min?: number; readonly max?: number };
  /** The newest value of a day or moment is one of so many days that end with the run's. */
  readonly fresh?: { readonly column: string; readonly days: number };
  /** The columns are a key of the entity, in the order of its key. */
  readonly refers?: { readonly columns: readonly string[]; readonly entity: string };
  /** How much the rows, or the sum of a column, may differ from those of so many days before: -0.3 is 30 % less. */
  readonly change?: {
    readonly of?: string;
    readonly days: number;
    readonly min?: number;
    readonly max?: number;
  };
}

/** The check that a rule means for a table; names that the table does not have are located below `path`. */
export function writtenCheck(
  written: WrittenRule,
  table: CheckedTable,
  path: JsonPointer,
): Checked<Check> {
  const found: Diagnostic[] = [];
  const where = (written.where ?? []).map((text, i) =>
    condition(text, table, at(path, 'where', i), found),
  );
  const statement = statementOf(written, table, where, path, found);
  if (statement === undefined || hasErrors(found)) return [undefined, found];
  const { rule, says, strength = 'strong' } = written;
  const text = says ?? defaultText(written);
  const check: Check = {
    id: rule,
    kind: 'written',
    strength,
    columns: written.unique ?? written.refers?.columns ?? [],
    says: { en: text, zh: text },
    statement,
  };
  return [check, found];
}

function statementOf(
  { holds, unique, rows, fresh, refers, change }: WrittenRule,
  table: CheckedTable,
  where: readonly SqlExpr[],
  path: JsonPointer,
  found: Diagnostic[],
): SqlStatement | undefined {
  const known = (name: string, place: JsonPointer): boolean => {
    const missing = unknownColumn(table, name, place);
    if (missing !== undefined) found.push(missing);
    return missing === undefined;
  };
  if (holds !== undefined)
    return countRows(table, [...where, not(condition(holds, table, at(path, 'holds'), found))]);
  if (unique !== undefined) {
    const all = unique.filter((name, i) => known(name, at(path, 'unique', i)));
    return all.length === unique.length ? duplicates(table, unique, where) : undefined;
  }
  if (rows !== undefined) return rowsOutside(table, rows, where);
  if (fresh !== undefined) {
    const place = at(path, 'fresh', 'column');
    if (!known(fresh.column, place)) return undefined;
    const { type } = columnOf(table, fresh.column);
    if (type.kind === 'date' || type.kind === 'timestamp')
      return isStale(table, fresh.column, fresh.days);
    found.push(qualityDiagnostic('no-time', place, { column: fresh.column }));
    return undefined;
  }
  if (refers !== undefined)
    return references(refers, table, where, at(path, 'refers'), found, known);
  if (change === undefined) return undefined;
  if (change.of !== undefined && !known(change.of, at(path, 'change', 'of'))) return undefined;
  const made = changed(table, change);
  if (made === undefined) found.push(qualityDiagnostic('no-earlier-day', at(path, 'change'), {}));
  return made;
}

function references(
  { columns, entity: name }: NonNullable<WrittenRule['refers']>,
  table: CheckedTable,
  where: readonly SqlExpr[],
  path: JsonPointer,
  found: Diagnostic[],
  known: (name: string, place: JsonPointer) => boolean,
): SqlStatement | undefined {
  const entity = table.entities.get(name);
  const place = at(path, 'entity');
  if (entity === undefined) {
    const allowed = suggest(name, [...table.entities.keys()]);
    found.push(qualityDiagnostic('unknown-entity', place, { name }, { allowed }));
    return undefined;
  }
  if (entity.table.dsl !== undefined) {
    found.push(qualityDiagnostic('key-in-no-table', place, { entity: name }));
    return undefined;
  }
  const keys = entity.key.flatMap((k) => entity.attributes.get(k)?.column ?? []);
  if (keys.length !== columns.length || keys.length === 0) {
    const params = { entity: name, key: entity.key, count: columns.length };
    found.push(qualityDiagnostic('not-its-key', at(path, 'columns'), params));
    return undefined;
  }
  const all = columns.filter((column, i) => known(column, at(path, 'columns', i)));
  if (all.length < columns.length) return undefined;
  return orphans(table, columns, { table: entity.table.name, columns: keys, where: [] }, where);
}

/** A condition over the table's columns and the run's day. */
function condition(
  text: string,
  table: CheckedTable,
  path: JsonPointer,
  found: Diagnostic[],
): SqlExpr {
  const [parsed, syntax] = parseExpr(text, path);
  found.push(...syntax);
  if (parsed === undefined) return reference({ kind: 'column', name: '' }, types.unknown);
  const [expr, wrong] = checkExpr(parsed, scopeOf(table), path, types.boolean);
  found.push(...wrong);
  return expr ?? reference({ kind: 'column', name: '' }, types.unknown);
}

function scopeOf(table: CheckedTable): Scope<SqlLeaf> {
  return {
    resolve: (name, path, details) => {
      if (name.kind === 'param' && name.name === 'bizdate')
        return [reference({ kind: 'param', name: 'bizdate' }, types.date), []];
      const written =
        name.kind === 'path' ? name.names.join('.') : name.kind === 'param' ? `$${name.name}` : '';
      const missing = unknownColumn(table, written, path, details);
      return missing === undefined ? [columnOf(table, written), []] : [undefined, [missing]];
    },
  };
}

function unknownColumn(
  table: CheckedTable,
  name: string,
  path: JsonPointer,
  details: object = {},
): Diagnostic | undefined {
  const { target } = table;
  const names = [...target.columns.map((c) => c.name), ...target.partition.map((p) => p.as)];
  if (names.includes(name)) return undefined;
  const near = suggest(name, names);
  const params = { name, table: target.table.join('.') };
  return qualityDiagnostic('unknown-column', path, params, {
    ...details,
    allowed: near.length > 0 ? near : names,
  });
}

function defaultText(written: WrittenRule): string {
  const { where = [], holds, unique, rows, fresh, refers, change } = written;
  const about = where.length === 0 ? '' : ` [${where.join(' and ')}]`;
  const bounds = ({ min, max }: { readonly min?: number; readonly max?: number }): string =>
    `${min ?? ''}..${max ?? ''}`;
  if (holds !== undefined) return `${holds}${about}`;
  if (unique !== undefined) return `unique: ${unique.join(', ')}${about}`;
  if (rows !== undefined) return `rows: ${bounds(rows)}${about}`;
  if (fresh !== undefined) return `fresh: ${fresh.column}, ${fresh.days} d`;
  if (refers !== undefined) return `${refers.columns.join(', ')} → ${refers.entity}`;
  return `change: ${change?.of ?? 'rows'}, ${change?.days ?? 1} d, ${change === undefined ? '' : bounds(change)}`;
}
