import { isIdentifying } from '../name-words.js';
import { attributePrefix, bareWords, type AttributeReferent } from '../referents.js';
import { isMeasured, isOfRows } from './reading.js';
import type { TokenZh } from './tokens.js';

/** 应用分类: a thing right before a kind of its own says whose kind it is, and is no second thing. */
export function withOwnedKinds(tokens: readonly TokenZh[]): readonly TokenZh[] {
  return tokens.flatMap((token, at): readonly TokenZh[] => {
    const behind = tokens[at + 1];
    if (behind !== undefined && ownedBy(token, behind).length > 0) return [];
    const before = tokens[at - 1];
    const own = before === undefined ? [] : ownedBy(before, token);
    return own.length === 0 || token.kind !== 'refs' ? [token] : [{ ...token, refs: own }];
  });
}

function ownedBy(thing: TokenZh, column: TokenZh): readonly AttributeReferent[] {
  if (thing.kind !== 'refs' || column.kind !== 'refs' || thing.end !== column.start) return [];
  const things = thing.refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []));
  return column.refs.filter(
    (r): r is AttributeReferent => r.kind === 'attribute' && things.includes(r.entity) && isKind(r),
  );
}

/** What rows are alike by: neither a number of them, nor what tells them apart. */
function isKind(field: AttributeReferent): boolean {
  const { entity, attribute } = field;
  const words = bareWords(attribute, attributePrefix(entity));
  const isText = attribute.type.kind === 'string' && words.at(-1) !== 'name';
  return isText && !isMeasured(field) && !isOfRows(field) && !isIdentifying(words);
}
