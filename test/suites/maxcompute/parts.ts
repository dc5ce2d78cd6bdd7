/** Cuts MaxCompute SQL into texts, quoted names, comments, and what stands between them; joined it is the same again. */
export function partsOf(sql: string): readonly string[] {
  return sql.match(part) ?? [];
}

/** Only what stands between texts, quoted names and comments: where syntax is. */
export function syntaxOf(sql: string): string {
  return partsOf(sql)
    .map((text) => (/^(?:'|`|--|\/\*)/.test(text) ? ' ' : text))
    .join('');
}

const part = /'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`|--[^\n]*|\/\*[\s\S]*?\*\/|(?:(?!--|\/\*)[^'`])+/g;
