import type { Checked, Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { exprDiagnostic } from './diagnostics.js';

/** One word, sign or value of an expression's text; `value` is what it stands for, without quotes and escapes. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'param' | 'number' | 'string' | 'sign' | 'end';
  readonly value: string;
  /** A name in lower case, to be compared with the words of the language; empty for all else. */
  readonly word: string;
  /** Characters [start, end) of the text, in UTF-16 units, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** The longest text that is read as one expression, in UTF-16 units. */
const maxLength = 65_536;

/** The tokens of an expression, the last one being its end; or the first thing that is none. */
export function tokenize(text: string, path: JsonPointer): Checked<readonly Token[]> {
  if (text.length > maxLength)
    return [
      undefined,
      [exprDiagnostic('too-long', path, { length: text.length, limit: maxLength })],
    ];
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(/\s+/uy, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at, path);
    if ('code' in token) return [undefined, [token]];
    tokens.push(token);
    at = token.end;
  }
  return [[...tokens, tokenOf('end', '', at, 0)], []];
}

function tokenAt(text: string, start: number, path: JsonPointer): Token | Diagnostic {
  const name = match(/[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy, text, start);
  if (name !== undefined) return tokenOf('name', name, start, name.length);
  const param = match(/\$[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy, text, start);
  if (param !== undefined) return tokenOf('param', param.slice(1), start, param.length);
  if (/[0-9]|\.[0-9]/y.test(text.slice(start, start + 2))) return numberAt(text, start, path);
  if (text[start] === "'" || text[start] === '`') return quotedAt(text, start, path);
  if (/--|\/\*/y.test(text.slice(start, start + 2)))
    return exprDiagnostic('comment', path, {}, { offset: start, length: 2 });
  const sign = match(/<>|!=|==|<=|>=|\|\||[-+*/%=<>(),.]/uy, text, start);
  if (sign !== undefined) return tokenOf('sign', spellings.get(sign) ?? sign, start, sign.length);
  return strangeAt(text, start, path);
}

/** Signs of other languages that can mean only one thing. */
const spellings = new Map([
  ['!=', '<>'],
  ['==', '='],
]);

/** Numbers are kept as written but for what has no meaning: zeros in front, the sign and case of an exponent. */
function numberAt(text: string, start: number, path: JsonPointer): Token | Diagnostic {
  const written = match(/(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/uy, text, start)!;
  const tail = match(/[.\p{L}\p{M}\p{Nd}_]+/uy, text, start + written.length);
  if (tail !== undefined) {
    const whole = written + tail;
    return exprDiagnostic(
      'bad-number',
      path,
      { text: whole },
      { offset: start, length: whole.length },
    );
  }
  const value = written
    .replace(/^0+(?=\d)/, '')
    .replace(/^\./, '0.')
    .replace(/[eE]\+?/, 'e');
  return tokenOf('number', value, start, written.length);
}

/** A text in single quotes or a name in backticks; the quote is doubled inside. */
function quotedAt(text: string, start: number, path: JsonPointer): Token | Diagnostic {
  const quote = text[start]!;
  const written = match(
    quote === "'" ? /'(?:[^']|'')*'(?!')/uy : /`(?:[^`]|``)*`(?!`)/uy,
    text,
    start,
  );
  const place = { offset: start, length: written?.length ?? text.length - start };
  if (written === undefined) return exprDiagnostic('unterminated', path, { quote }, place);
  const value = written.slice(1, -1).replaceAll(quote + quote, quote);
  // A lone surrogate or a NUL does not survive the way to an engine and back.
  if (/[\0\p{Cs}]/u.test(value)) return exprDiagnostic('bad-text', path, {}, place);
  if (quote === '`' && value === '') return exprDiagnostic('empty-name', path, {}, place);
  return tokenOf(quote === "'" ? 'string' : 'quoted', value, start, written.length);
}

/** What no token starts with; where only one reading is possible the text with it is offered. */
function strangeAt(text: string, start: number, path: JsonPointer): Diagnostic {
  const character = String.fromCodePoint(text.codePointAt(start)!);
  const place = { offset: start, length: character.length };
  const ascii = asciiOf(character);
  if (ascii !== undefined) {
    // All of them at once: each would be reported in the same place after the next.
    const value =
      text.slice(0, start) +
      text
        .slice(start)
        .replaceAll(/'(?:[^']|'')*'|`(?:[^`]|``)*`|[^'`]/gu, (part) => asciiOf(part) ?? part);
    const fix = [{ op: 'replace', path, value } as const];
    return exprDiagnostic('full-width', path, { character, ascii }, { ...place, fix });
  }
  if (character === '"')
    return exprDiagnostic('double-quote', path, {}, { ...place, ...singleQuoted(text, path) });
  if (text.startsWith('&&', start)) {
    const value = text.replaceAll(/'(?:[^']|'')*'|&&/g, (part) => (part === '&&' ? 'and' : part));
    const fix = [{ op: 'replace', path, value } as const];
    return exprDiagnostic('strange-character', path, { character }, { ...place, length: 2, fix });
  }
  if (character === ':') return exprDiagnostic('colon', path, {}, place);
  return exprDiagnostic('strange-character', path, { character }, place);
}

/**
 * Texts in double quotes as texts in single ones: only where each stands as a value, after a comparison or
 * inside a list, since elsewhere other languages put names in such quotes.
 */
function singleQuoted(text: string, path: JsonPointer): Pick<Diagnostic, 'fix'> {
  const value = text.replaceAll(
    /(?<before>(?:[=<>(,]|\b(?:like|ilike|and|then|else|when))\s*)"(?<inside>[^"]*)"|'(?:[^']|'')*'/giu,
    (part: string, before?: string, inside?: string) =>
      before === undefined ? part : `${before}'${(inside ?? '').replaceAll("'", "''")}'`,
  );
  return value.includes('"') ? {} : { fix: [{ op: 'replace', path, value }] };
}

/** The ASCII sign that a full-width one, as Chinese keyboards give it, stands for. */
function asciiOf(character: string): string | undefined {
  const code = character.codePointAt(0)!;
  const ascii = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : '';
  return character.length === 1 && ascii !== '' && '()+-*/%=<>,.!|$'.includes(ascii)
    ? ascii
    : undefined;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function tokenOf(kind: Token['kind'], value: string, start: number, length: number): Token {
  const word = kind === 'name' ? value.toLowerCase() : '';
  return { kind, value, word, start, end: start + length };
}
