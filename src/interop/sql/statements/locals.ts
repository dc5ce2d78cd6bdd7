import { writtenParam } from '../text/params.js';
import { withNames } from '../parse/query-of.js';
import { same } from '../relation.js';
import type { SqlToken } from '../text/tokens.js';
import type { SqlItem, SqlLocal, SqlQuery, SqlTarget, SqlTask } from '../tree.js';

/** A table that a statement of the task makes, as later statements of it read it. */
export interface LocalTable {
  readonly name: readonly string[];
  readonly query: SqlQuery;
  /** The query as DuckDB runs it. */
  readonly text: string;
  readonly isTable: boolean;
}

/**
 * What a statement makes for those after it: CREATE TABLE … AS, or an INSERT OVERWRITE whose columns the task
 * declares and whose partitions are constants. Of any other INSERT the table's other rows are not known.
 */
export function localOf(task: SqlTask): LocalTable | undefined {
  const { text, target, declared } = task;
  if (target === undefined) return undefined;
  const query = { ...task.query, with: [...task.locals, ...task.query.with] };
  if (target.how === 'create') return { name: target.table, query, text, isTable: false };
  if (target.how !== 'overwrite' || declared === undefined) return undefined;
  const names = target.columns.length > 0 ? target.columns : declared.columns.map((c) => c.name);
  const [arm] = query.arms;
  if (arm === undefined || arm.items.some((i) => i.value.kind === 'star')) return undefined;
  if (arm.items.length !== names.length) return undefined;
  if (target.partition.some((p) => p.value === undefined)) return undefined;
  const constants = target.partition.map(({ column, value = '' }): SqlItem => ({
    as: column,
    value: value.startsWith('$')
      ? { kind: 'param', name: value.slice(1) }
      : { kind: 'literal', type: 'string', text: value },
  }));
  const named = withNames(query, names);
  const arms = named.arms.map((a) => ({ ...a, items: [...a.items, ...constants] }));
  return {
    name: target.table,
    query: { ...named, arms },
    text: writtenText(text, names, target.partition),
    isTable: true,
  };
}

/** The query of the rows as their table holds them: its columns by position, its partitions by name. */
export function writtenText(
  text: string,
  names: readonly string[],
  partition: SqlTarget['partition'],
): string {
  const dynamic = partition.filter((p) => p.value === undefined).map((p) => p.column);
  const own = [...names, ...dynamic].map((n) => `"${n}"`).join(', ');
  const values = partition.map(({ column, value }) => {
    if (value === undefined) return `, "${column}"`;
    const said = value.startsWith('$') ? writtenParam(value.slice(1)) : value.replaceAll("'", "''");
    return `, '${said}' as "${column}"`;
  });
  const shown = names.map((n) => `"${n}"`).join(', ');
  return `select ${shown}${values.join('')} from (\n${text}\n) as task_rows (${own})`;
}

/** The tables of earlier statements that a statement reads, each as a CTE around it; the last one of a name counts. */
export function localsRead(
  query: SqlQuery,
  tokens: readonly SqlToken[],
  all: readonly LocalTable[],
): {
  readonly locals: readonly SqlLocal[];
  readonly text: (own: string) => string;
} {
  const last = all.filter((l, i) => all.findLastIndex((o) => isNamed(o.name, l.name)) === i);
  const own = query.with.map((w) => w.name);
  const read = last.filter(
    ({ name }) => name.length === 1 && !own.some((o) => same(o, name[0]!)) && reads(tokens, name),
  );
  return {
    locals: read.map(({ name, query: made, isTable }) => ({
      name: name[0]!,
      query: made,
      isTable,
    })),
    text: (text) =>
      read.length === 0
        ? text
        : `with ${read.map((l) => `"${l.name[0]!}" as (\n${l.text}\n)`).join(', ')}\nselect * from (\n${text}\n) as task_rows`,
  };
}

function isNamed(a: readonly string[], b: readonly string[]): boolean {
  return same(a.join('.'), b.join('.'));
}

/** A table stands after FROM, JOIN or a comma. */
function reads(tokens: readonly SqlToken[], [name = '']: readonly string[]): boolean {
  return tokens.some(
    (t, i) =>
      (t.kind === 'word' || t.kind === 'name') &&
      same(t.text, name) &&
      ['from', 'join', ',', '('].includes(tokens[i - 1]?.text ?? '') &&
      tokens[i + 1]?.text !== '.',
  );
}
