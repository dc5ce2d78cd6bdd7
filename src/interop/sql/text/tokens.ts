/** One word, name, text, number or sign of SQL; comments are none. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'unclosed';
  /** A word in lower case, a name without its quotes, everything else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<param>\$\{\s*[\p{L}_][\w.+*/-]*\s*\}|\$\[(?=[^\]]*(?:yyyy|hh24))[\w(),+*/. -]+\])|(?<text>'(?:[^'\\]|''|\\[\s\S])*')|(?<double>"(?:[^"]|"")*")|(?<tick>`(?:[^`]|``)*`)|(?<variable>@[\p{L}_]\w*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?<word>[\p{L}_$](?:[\p{L}\p{N}_]|\$(?![{[]))*)|(?<open>['"`]|\/\*)|(?<sign>[\s\S])/uy;

/**
 * Splits SQL into tokens. `text` is the same SQL, as long, in the words of the readers: comments are spaces,
 * names stand in double quotes, and a parameter outside of quotes is a text: `${x}` is `'$x'`, `$[x]` is `'[x'`. With
 * `doubleIsText`, what stands in double quotes is a text (Hive, Spark, MaxCompute), not a name, and `@x` is the name x.
 */
export function tokensOf(
  sql: string,
  doubleIsText: boolean,
): { readonly tokens: readonly SqlToken[]; readonly text: string } {
  const tokens: SqlToken[] = [];
  const parts: string[] = [];
  const matcher = new RegExp(pattern.source, pattern.flags);
  for (let start = 0; start < sql.length; start = matcher.lastIndex) {
    matcher.lastIndex = start;
    const groups = matcher.exec(sql)!.groups!;
    const raw = sql.slice(start, matcher.lastIndex);
    const end = matcher.lastIndex;
    const add = (kind: SqlToken['kind'], text: string, written = raw): void => {
      tokens.push({ kind, text, start, end });
      parts.push(written);
    };
    if (groups['space'] !== undefined) parts.push(raw.replace(/[^\n]/gu, ' '));
    else if (groups['param'] !== undefined) add('text', raw, paramText(raw));
    else if (groups['text'] !== undefined) add('text', raw);
    else if (groups['double'] !== undefined && doubleIsText)
      add('text', raw, raw.slice(1, -1).includes("'") ? raw : `'${raw.slice(1, -1)}'`);
    else if (groups['double'] !== undefined || groups['tick'] !== undefined)
      add('name', raw.slice(1, -1), `"${raw.slice(1, -1).replaceAll('"', ' ')}"`);
    else if (groups['variable'] !== undefined && doubleIsText)
      add('name', raw.slice(1), ` ${raw.slice(1)}`);
    else if (groups['number'] !== undefined) add('number', raw);
    else if (groups['word'] !== undefined) add('word', raw.toLowerCase());
    else add(groups['open'] === undefined ? 'sign' : 'unclosed', raw);
  }
  return { tokens, text: parts.join('') };
}

/** As long as it was, so that offsets stay. */
function paramText(raw: string): string {
  const mark = raw.startsWith('$[') ? '[' : '$';
  return `'${mark}${raw.slice(2, -1).trim()}'`.padEnd(raw.length);
}
