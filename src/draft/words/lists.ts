import type { Entity } from '../../ontology/model.js';
import { attributeCandidates, plainCandidate } from '../place.js';
import type { Candidate } from '../place.js';
import { aboutOf, ask, claim, isFree, markAt, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition } from '../reading.js';
import { connects, labelOf, nameAttributeOf } from '../scope.js';
import { isPartOfUnknown } from './subjects.js';
import { referentsOf } from '../lexing/word.js';

/** Rows that are listed: of which entity, and which of their values. */
export interface ListReading {
  readonly subject: Entity;
  readonly columns: readonly ListColumn[];
}
export interface ListColumn {
  readonly word: number;
  readonly about: string;
  readonly candidates: readonly Candidate[];
}

/** A requirement without any number asks for rows: 列出…的订单号, which customers …. */
export function readList(
  reader: Reader,
  conditions: readonly Condition[],
): ListReading | undefined {
  const nouns: Entity[] = [];
  const columns: ListColumn[] = [];
  reader.words.forEach((word, at) => {
    if (!isFree(reader, at)) return;
    if (markAt(reader, at, 'list', 'which', 'all') !== undefined) claim(reader, at);
    if (word.kind !== 'name' || isPartOfUnknown(reader, at)) return;
    const entity = referentsOf(word, 'entity')[0]?.entity;
    const candidates = attributeCandidates(word.referents);
    if (entity === undefined && candidates.length === 0) return;
    claim(reader, at);
    // Customers sorted by invoice total: whose rows are listed, and by what of them, would be a guess.
    const isOrdering = markAt(reader, previousOf(reader, at), 'by', 'sort') !== undefined;
    const other = nouns.find((noun) => noun !== entity);
    if (entity !== undefined && isOrdering && other !== undefined)
      ask(reader, aboutOf(reader, at), reader.texts.related(labelOf(other), labelOf(entity)));
    if (entity !== undefined) nouns.push(entity);
    else columns.push({ word: at, about: aboutOf(reader, at), candidates });
  });
  const wanted = [
    ...columns.map((c) => c.candidates),
    ...conditions.map((c) => c.meanings.map((m) => m.candidate)),
  ];
  const owners = wanted.flatMap((candidates) => candidates.map((c) => c.owner));
  const subject = [...nouns, ...owners].find((entity) =>
    [...wanted.map((w) => w.map((c) => c.owner)), ...nouns.map((n) => [n])].every((targets) =>
      targets.some((target) => connects(reader.ontology, [entity], target)),
    ),
  );
  return subject === undefined
    ? undefined
    : { subject, columns: [...columns, ...naming(reader, subject)] };
}

/** 商品的名称: the attribute that names what is listed. */
function naming(reader: Reader, subject: Entity): readonly ListColumn[] {
  return reader.words.flatMap((_, word): ListColumn[] => {
    const mark = markAt(reader, word, 'naming');
    const attribute = mark?.part === 'name' ? nameAttributeOf(subject, true) : undefined;
    if (mark === undefined || !isFree(reader, word)) return [];
    if (mark.part === 'key' || attribute !== undefined) claim(reader, word);
    if (attribute === undefined) return [];
    return [
      { word, about: aboutOf(reader, word), candidates: [plainCandidate(subject, attribute)] },
    ];
  });
}
