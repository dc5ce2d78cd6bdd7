import type { Entity } from '../ontology/model.js';
import { fold } from './lexing/fold.js';
import type { Reader } from './reader.js';
import type { Referent } from './vocabulary.js';
import { referentsOf } from './lexing/word.js';

/** What a word can mean as a condition: a modifier or a coded value. */
export type Qualifier = Extract<Referent, { kind: 'value' | 'attribute' }>;

/** The conditions that a word can be, where it can be nothing else. */
export function qualifiersAt(reader: Reader, word: number): readonly Qualifier[] {
  const found = reader.words[word];
  const all = found?.kind === 'name' ? found.referents : [];
  const qualifiers = all.filter(isQualifier);
  return qualifiers.length === all.length ? qualifiers : [];
}

/** Whether a meaning is a condition. */
export function isQualifier(referent: Referent): referent is Qualifier {
  return (
    referent.kind === 'value' ||
    (referent.kind === 'attribute' && referent.attribute.type.kind === 'boolean')
  );
}

/** Whether a condition's word ends with the noun it is about: 头部主播 names anchors, 头部 does not. */
export function namesEntity(reader: Reader, word: number, entity: Entity): boolean {
  const text = fold(reader.words[word]?.text ?? '');
  const nouns = [entity.name, entity.label ?? '', ...entity.synonyms].map(fold);
  return (
    entity.key.length > 0 &&
    nouns.some(
      (noun) => noun !== '' && text !== noun && (text.endsWith(noun) || text.endsWith(`${noun}s`)),
    )
  );
}

/** The noun that conditions before it belong to: from 女性 in 女性客户 on, the customer. */
export function headFrom(reader: Reader, word: number): number {
  let head = word;
  while (qualifiersAt(reader, head).length > 0) head += 1;
  return referentsOf(reader.words[head], 'entity').length > 0 ? head : word;
}
