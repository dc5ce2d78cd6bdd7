import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import type { Key } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import { columnName } from '../words/keys.js';
import { freeName } from '../names.js';
import { attributeIn, columnIn } from '../plain-name.js';
import { placeOf } from '../place.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import { sourcesOfAll } from '../scope.js';
import type { Hole, KeyMention, KeyPart, Mention } from '../reading.js';

/** The `by` of a stage, and which columns each key has become. */
export interface WrittenKeys {
  readonly by: readonly Key[];
  /** By the key's word. */
  readonly columns: ReadonlyMap<number, readonly string[]>;
  /** The columns that identify a row: names of what others identify left out. */
  readonly identity: readonly string[];
  readonly grain?: string;
}

/** Writes the keys of a stage: over its `from` (`root`), or over every number's own rows. */
export function writeKeys(
  reader: Reader,
  annotations: Annotations,
  keys: readonly KeyMention[],
  mentions: readonly Mention[],
  pointer: JsonPointer,
  root?: Entity,
): WrittenKeys {
  const by: Key[] = [];
  const columns = new Map<number, readonly string[]>();
  const taken = new Set<string>();
  const identity: string[] = [];
  const add = (key: Key): string => {
    by.push(key);
    taken.add(key.as);
    return key.as;
  };
  // Time first: a row reads from when to who.
  const ordered = [
    ...keys.filter((k) => k.kind === 'grain'),
    ...keys.filter((k) => k.kind === 'value'),
  ];
  for (const key of ordered) {
    const here = at(pointer, by.length);
    if (key.kind === 'grain')
      columns.set(key.word, [add({ as: freeName(key.unit, taken), grain: key.unit })]);
    else {
      const written: string[] = [];
      for (const part of key.parts) {
        const place = placedPart(reader, key.about, part, mentions, root);
        // Which of several paths is asked once, for what identifies a row; its name can follow the answer.
        if (place === undefined || (part.naming && typeof place.slot !== 'string')) continue;
        const known = by.find((k) => k.is === place.slot);
        const as = known?.as ?? freeName(columnIn(reader, place.as), taken);
        if (known === undefined)
          add({ as, is: fill(annotations, place.slot, at(pointer, by.length, 'is')) });
        written.push(as);
        if (!part.naming && !identity.includes(as)) identity.push(as);
      }
      columns.set(key.word, written);
    }
    if ((columns.get(key.word)?.length ?? 0) > 0) note(annotations, key.notes, here);
  }
  const grain = ordered.find((k) => k.kind === 'grain');
  const grains = by.filter((k) => k.grain !== undefined).map((k) => k.as);
  return {
    by,
    columns,
    identity: [...grains, ...identity],
    ...(grain?.kind === 'grain' && { grain: grain.unit }),
  };
}

function placedPart(
  reader: Reader,
  about: string,
  part: KeyPart,
  mentions: readonly Mention[],
  root: Entity | undefined,
): { readonly slot: string | Hole; readonly as: string } | undefined {
  const sources = root === undefined ? sourcesOfAll(mentions) : [root];
  const place = placeOf(reader.ontology, part.candidates, sources, root);
  if (place.kind === 'one') {
    const { entity, attribute, roles } = place.candidate;
    const as = roles.length === 0 ? columnName(entity, attributeIn(reader, attribute)) : part.as;
    return { slot: place.path, as };
  }
  if (place.kind === 'several') {
    const question = reader.texts.whichAttribute(about);
    return { slot: { about, question, options: place.options }, as: part.as };
  }
  const stuck = mentions.find((m) => m.sources.some((s) => s.name === place.source?.name));
  ask(
    reader,
    about,
    reader.texts.unreachableKey(about, stuck?.label ?? place.source?.name ?? about),
  );
  return undefined;
}
