import type { Day } from '../../base/time/calendar-days.js';
import { quoteName } from '../../base/text/name.js';
import type { Ontology } from '../../ontology/model.js';
import { isChinese } from '../lexing/fold.js';
import { tokensZh, type TokenZh } from './chinese/tokens.js';
import { tokensOf } from './english/tokens.js';
import { indexOf, type Referent } from './referents.js';
import type { Token } from './token.js';

/** A stretch of some words that means something, or of which nothing is known; offsets in the words. */
export interface KnownPiece {
  readonly start: number;
  readonly end: number;
  /** Paths of what it can name; none: nothing is known of it. */
  readonly names: readonly string[];
}

/** What single words can name although they were not understood together; words of grammar are left out. */
export function knownPieces(words: string, ontology: Ontology, asOf: Day): readonly KnownPiece[] {
  const index = indexOf(ontology);
  const tokens: readonly (Token | TokenZh)[] = isChinese(words)
    ? tokensZh(words, index, asOf, words.length)
    : tokensOf(words, index, asOf, words.length);
  const found: KnownPiece[] = [];
  for (const { start, end, ...token } of tokens) {
    if (token.kind !== 'refs' && token.kind !== 'unknown') continue;
    const names = token.kind === 'refs' ? token.refs.map(pathOf) : [];
    const last = found.at(-1);
    const isMore = last?.names.length === 0 && names.length === 0;
    if (isMore && words.slice(last.end, start).trim() === '') found.splice(-1, 1, { ...last, end });
    else found.push({ start, end, names });
  }
  return found;
}

function pathOf(referent: Referent): string {
  const entity = quoteName(referent.entity.name);
  if (referent.kind === 'entity') return entity;
  const path = `${entity}.${quoteName(referent.attribute.name)}`;
  return referent.kind === 'value' ? `${path} = '${referent.code}'` : path;
}
