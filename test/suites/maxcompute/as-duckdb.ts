import { partsOf } from './parts.js';

/** Syntax that DuckDB has not, and what it says instead; what macros cannot be. */
const rewrites: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(\d+(?:\.\d+)?)BD\b/g, '$1'],
  [/\bLEFT\s+(SEMI|ANTI)\s+JOIN\b/g, '$1 JOIN'],
  [/\bLATERAL\s+VIEW\s+EXPLODE\(/g, 'CROSS JOIN LATERAL (SELECT unnest('],
  [/\)\s*numbers\s+AS\s+n\b/g, ') AS n) AS numbers'],
];

/**
 * A MaxCompute SELECT as DuckDB reads it, together with the macro pack. Lexical: names change their
 * quotes, texts keep what they say (backslashes escape in MaxCompute, so such texts become E'…').
 */
export function asDuckdb(sql: string): string {
  const parts = partsOf(sql);
  return parts.map((part, i) => rewritten(part, parts[i - 1] ?? '')).join('');
}

function rewritten(part: string, before: string): string {
  if (part.startsWith("'")) {
    const text = part.includes('\\') ? `E${part}` : part;
    return anywhere.test(before) ? `matching_anywhere(${text})` : text;
  }
  if (part.startsWith('`'))
    return `"${part.slice(1, -1).replaceAll('``', '`').replaceAll('"', '""')}"`;
  if (part.startsWith('--') || part.startsWith('/*')) return part;
  const plain = part.replace(anywhere, ' ~ ');
  return rewrites.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), plain);
}

/** RLIKE finds its pattern anywhere in the text; DuckDB's operator matches the whole. */
const anywhere = /\s+RLIKE\s+$/;
