/** A text in quotes as the scheduler reads it: what it writes parameters into. */
export type TextPart = { readonly param: string } | { readonly text: string };

/**
 * The parameters of a text, and what stands between them. `${x}` is called `x`, `$[x]` is called `[x]`; a whole text
 * may also be `$x`, or what `tokensOf` makes of a parameter without quotes.
 */
export function partsOfText(text: string): readonly TextPart[] {
  const [, plain, bracket] =
    /^(?:\$([\p{L}_][\w.+*/-]*)|\[([\w(),+*/. -]*(?:yyyy|hh24)[\w(),+*/. -]*))$/u.exec(text) ?? [];
  if (plain !== undefined) return [{ param: plain }];
  if (bracket !== undefined) return [{ param: `[${bracket.trim()}]` }];
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of text.matchAll(/\$\{([^{}]*)\}|\$\[([^[\]]*)\]/g)) {
    const [all, braced = '', bracketed] = found;
    if (found.index > done) parts.push({ text: text.slice(done, found.index) });
    parts.push({ param: bracketed === undefined ? braced.trim() : `[${bracketed.trim()}]` });
    done = found.index + all.length;
  }
  return done < text.length ? [...parts, { text: text.slice(done) }] : parts;
}

/** The one parameter that a text is; undefined where it is anything else. */
export function paramName(text: string): string | undefined {
  const [only, ...more] = partsOfText(text);
  return only !== undefined && 'param' in only && more.length === 0 ? only.param : undefined;
}

/** A parameter as a text has it. */
export function writtenParam(name: string): string {
  return name.startsWith('[') ? `$${name}` : `\${${name}}`;
}
