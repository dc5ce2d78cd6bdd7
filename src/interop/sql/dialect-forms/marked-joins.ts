import { antiMark, semiMark } from './hive-forms.js';
import { lateralView } from './lateral-views.js';
import type { SqlNode, SqlQuery, SqlSelect, SqlSource } from '../tree.js';

/** The sources without the tables that mark a SEMI or ANTI JOIN, which is a condition: partners exist, or do not. */
export function withoutMarks(
  from: readonly SqlSource[],
  where: SqlNode | undefined,
): Pick<SqlSelect, 'from' | 'where'> {
  const sources: SqlSource[] = [];
  let all = where;
  let mark: string | undefined;
  for (const source of from) {
    const [table = ''] = source.table ?? [];
    if (table === semiMark || table === antiMark) {
      mark = table;
      continue;
    }
    if (mark === undefined) {
      sources.push(source);
      continue;
    }
    const exists = existing(source, mark === antiMark);
    all = all === undefined ? exists : { kind: 'binary', op: 'and', left: all, right: exists };
    mark = undefined;
  }
  return { from: sources, ...(all !== undefined && { where: all }) };
}

function existing({ on, ...joined }: SqlSource, not: boolean): SqlNode {
  const one: SqlSelect = {
    distinct: false,
    items: [{ value: { kind: 'literal', type: 'number', text: '1' } }],
    from: [{ ...joined, join: 'comma' }],
    ...(on !== undefined && { where: on }),
    group: [],
    more: [],
  };
  return { kind: 'exists', not, query: { with: [], arms: [one], sets: [], order: [] } };
}

/** The LATERAL VIEW that a query in FROM was written for; undefined where it is a query. */
export function lateralOf({ arms }: SqlQuery): SqlSource['lateral'] {
  const call = arms[0]?.items[0]?.value;
  if (call?.kind !== 'call' || call.name !== lateralView) return undefined;
  const [fn, ...args] = call.args;
  const columns = arms[0]!.items.map((i) => i.as ?? '');
  return { fn: fn?.kind === 'literal' ? fn.text : '', args, columns };
}
