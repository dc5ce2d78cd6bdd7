import { isHive, usesMacros, type TaskDialect } from '../dialects.js';
import type { Edit } from '../text/edits.js';
import { macroOf, macroPrefix } from '../../../sql/dialects/maxcompute-macros.js';
import { aggregateEdits } from './aggregate-forms.js';
import { groupingEdits } from './groupings.js';
import { viewAt } from './lateral-views.js';
import { listed, parenthesised } from '../statements/piece.js';
import { qualifyEdits } from './qualified.js';
import type { SqlToken } from '../text/tokens.js';
import type { Place } from '../tree.js';

/** The table before a join that makes it a SEMI JOIN. */
export const semiMark = 'semi_join__';

/** The table before a join that makes it an ANTI JOIN. */
export const antiMark = 'anti_join__';

/** Forms of Hive's family that neither the grammars nor DuckDB know, said in theirs. */
export interface HiveForms {
  readonly grammar: readonly Edit[];
  /** What DuckDB runs: only where it means the same. */
  readonly duckdb: readonly Edit[];
  /** What only says where rows are computed (DISTRIBUTE BY, SORT BY, CLUSTER BY): left out. */
  readonly passed: readonly (Place & { readonly what: string })[];
}

/**
 * Finds several groupings at once, LATERAL VIEW, LEFT SEMI JOIN, LEFT ANTI JOIN, and what distributes rows; of a dialect
 * of the family also RLIKE and the functions that DuckDB has as macros.
 */
export function hiveForms(
  tokens: readonly SqlToken[],
  text: string,
  dialect: TaskDialect,
): HiveForms {
  const grouped = groupingEdits(tokens, text);
  const grammar: Edit[] = [...grouped.grammar, ...qualifyEdits(tokens)];
  const duckdb: Edit[] = [...grouped.duckdb];
  const passed: (Place & { what: string })[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const next = tokens[i + 1];
    const aggregate = aggregateEdits(tokens, i, text);
    grammar.push(...aggregate.grammar);
    duckdb.push(...aggregate.duckdb);
    if (usesMacros(dialect)) duckdb.push(...macrosAt(tokens, i, dialect));
    if (isHive(dialect)) {
      const group = firstGroupAt(tokens, i);
      grammar.push(...group);
      duckdb.push(...group);
    }
    if (token.text === 'max_pt') duckdb.push(...newestAt(tokens, i));
    if (token.text === 'left' && (next?.text === 'semi' || next?.text === 'anti')) {
      const mark = next.text === 'semi' ? semiMark : antiMark;
      grammar.push({ start: token.start, end: next.end, text: `cross join ${mark} left` });
      duckdb.push({ start: token.start, end: next.end, text: next.text });
    }
    if (token.text === 'lateral' && next?.text === 'view') {
      const view = viewAt(tokens, i, text);
      if (view === undefined) continue;
      grammar.push(view.grammar);
      duckdb.push(...view.duckdb);
    }
    const distributes = ['distribute', 'sort', 'cluster'].includes(token.text);
    if (distributes && next?.text === 'by' && endOf(tokens, i, ['limit']) !== undefined) {
      const end = endOf(tokens, i, ['limit', 'union', 'sort', 'distribute', 'cluster', 'order'])!;
      const place = { start: token.start, end };
      grammar.push({ ...place, text: '' });
      duckdb.push({ ...place, text: '' });
      passed.push({ ...place, what: `${token.text} by`.toUpperCase() });
    }
  }
  return { grammar, duckdb, passed };
}

/** A call by the name of its macro; RLIKE, which finds its pattern anywhere, as DuckDB's match of the whole. */
function macrosAt(tokens: readonly SqlToken[], i: number, dialect: TaskDialect): readonly Edit[] {
  const [before, { text, start, end }, next] = [tokens[i - 1], tokens[i]!, tokens[i + 1]];
  const macro = next?.text === '(' && before?.text !== '.' ? macroOf(text, dialect) : undefined;
  if (macro !== undefined) return [{ start, end, text: macro }];
  if (!isHive(dialect) || (text !== 'rlike' && text !== 'regexp') || next?.kind !== 'text')
    return [];
  const not = before?.kind === 'word' && before.text === 'not' ? before : undefined;
  return [
    { start: not?.start ?? start, end, text: not === undefined ? '~' : '!~' },
    { start: next.start, end: next.start, text: `${macroPrefix}anywhere(` },
    { start: next.end, end: next.end, text: ')' },
  ];
}

/** `ds = MAX_PT('project.t')`: the greatest value of that column in the table. */
function newestAt(tokens: readonly SqlToken[], i: number): readonly Edit[] {
  const [column, equals] = [tokens[i - 2], tokens[i - 1]];
  const [args, after] = parenthesised(tokens, i + 1);
  const [table, ...more] = args ?? [];
  if (column === undefined || equals?.text !== '=' || table?.kind !== 'text' || more.length > 0)
    return [];
  const name = table.text.slice(1, -1);
  if (!/^\w+(\.\w+)*$/.test(name)) return [];
  const text = `(select max("${column.text}") from ${name})`;
  return [{ start: tokens[i]!.start, end: tokens[after - 1]!.end, text }];
}

/** REGEXP_EXTRACT without a number is of the first group there, of the whole match elsewhere. */
function firstGroupAt(tokens: readonly SqlToken[], i: number): readonly Edit[] {
  if (tokens[i]!.text !== 'regexp_extract') return [];
  const [args, after] = parenthesised(tokens, i + 1);
  if (args === undefined || listed(args).length !== 2) return [];
  const at = tokens[after - 1]!.start;
  return [{ start: at, end: at, text: ', 1' }];
}

/** Where a clause ends: at one of the words, at the parenthesis around it, or with the text; undefined: at a LIMIT, whose rows depend on it. */
function endOf(
  tokens: readonly SqlToken[],
  from: number,
  words: readonly string[],
): number | undefined {
  let depth = 0;
  for (let i = from + 2; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'sign' && text === '(') depth++;
    if (kind === 'sign' && text === ')') depth--;
    if (depth < 0) return tokens[i - 1]!.end;
    if (depth === 0 && kind === 'word' && words.includes(text))
      return words.length === 1 ? undefined : tokens[i - 1]!.end;
  }
  return tokens.at(-1)!.end;
}
