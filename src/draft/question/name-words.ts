import type { Entity } from '../../ontology/model.js';
import { stem } from '../lexing/fold.js';

/** The words of a name or a phrase, in lower case. */
export function wordsIn(name: string): readonly string[] {
  return (
    name
      .replaceAll(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Stems of the words of a Latin form. */
export function latinKey(form: string): string {
  return wordsIn(form).map(stem).join(' ');
}

/** A verb without its ending: joined, joins, joining and join are one. */
export function verbStem(word: string): string {
  const bare = word.replace(/(?:ing|ed|es|s)$/, '');
  const short = /(.)\1$/.test(bare) && !/(?:ll|ss)$/.test(bare) ? bare.slice(0, -1) : bare;
  return short.length < 3 ? word : short.replace(/[ei]$/, '').replace(/y$/, '');
}

/** customer_id, invoicenumber is split elsewhere: a tail that says that the words before name a thing. */
export function isIdentifying(words: readonly string[]): boolean {
  return words.length > 1 && ['id', 'number', 'no', 'nr', 'code', 'key'].includes(words.at(-1)!);
}

/** The words that all of some names begin with and go on after; none of fewer than three names. */
export function commonStart(all: readonly (readonly string[])[]): readonly string[] {
  if (all.length < 3) return [];
  let common = 0;
  while (all.every((w) => w.length > common + 1 && w[common] === all[0]![common])) common++;
  return all[0]!.slice(0, common);
}

/** Words behind a start, whatever the number of its nouns; all of them where they begin otherwise. */
export function withoutStart(
  words: readonly string[],
  start: readonly string[],
): readonly string[] {
  const isStart = start.length < words.length && start.every((w, i) => stem(w) === stem(words[i]!));
  return isStart ? words.slice(start.length) : words;
}

/** What the key of an entity says that its rows are, where nothing else is called so: owners of `pet_owner`, by `owner_id`. */
export function keyedAs(entities: readonly Entity[]): ReadonlyMap<Entity, readonly string[]> {
  const found = entities.flatMap((entity) => {
    const [key = '', ...more] = entity.key;
    const words = wordsIn(key);
    return more.length === 0 && isIdentifying(words) ? [[entity, words.slice(0, -1)] as const] : [];
  });
  const said = [...entities.map((e) => wordsIn(e.name)), ...found.map(([, words]) => words)].map(
    (words) => words.join(' '),
  );
  return new Map(
    found.filter(([, words]) => said.filter((s) => s === words.join(' ')).length === 1),
  );
}
