import type { Entity } from '../../ontology/model.js';
import { attributeCandidates, plainCandidate } from '../place.js';
import type { Candidate } from '../place.js';
import { isChinese } from '../lexing/fold.js';
import { aboutOf, ask, claim, isFree, markAt, previousOf, touches } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition } from '../reading.js';
import { connects, labelOf, nameAttributeOf } from '../scope.js';
import { entityParts } from './keys.js';
import { isPartOfUnknown } from './subjects.js';
import { markOf, referentsOf } from '../lexing/word.js';

/** Rows that are listed: of which entity, and which of their values. */
export interface ListReading {
  readonly subject: Entity;
  readonly columns: readonly ListColumn[];
}

/** A value that a list shows, by the word that names it. */
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
  const nouns: Noun[] = [];
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
    const other = nouns.find((noun) => noun.entity !== entity)?.entity;
    if (entity !== undefined && isOrdering && other !== undefined)
      ask(reader, aboutOf(reader, at), reader.texts.related(labelOf(other), labelOf(entity)));
    if (entity !== undefined) nouns.push({ word: at, entity });
    else columns.push({ word: at, about: aboutOf(reader, at), candidates });
  });
  const wanted = [
    ...columns.map((c) => c.candidates),
    ...conditions.map((c) => c.meanings.map((m) => m.candidate)),
  ];
  const owners = wanted.flatMap((candidates) => candidates.map((c) => c.owner));
  const entities = nouns.map((n) => n.entity);
  const subject = [...entities, ...owners].find((entity) =>
    [...wanted.map((w) => w.map((c) => c.owner)), ...entities.map((e) => [e])].every((targets) =>
      targets.some((target) => connects(reader.ontology, [entity], target)),
    ),
  );
  if (subject === undefined) return undefined;
  const head = headOf(reader, nouns);
  const isShown = columns.some((c) => c.candidates.some((one) => one.owner === subject));
  // Members with failed payments: members are listed, and how many payments each has is not said.
  if (head !== undefined && head.entity !== subject && !isShown)
    ask(
      reader,
      aboutOf(reader, head.word),
      reader.texts.related(labelOf(head.entity), labelOf(subject)),
    );
  const beside = nouns.filter((noun) => noun.entity !== subject && isBeside(reader, noun.word));
  return {
    subject,
    columns: [
      ...columns.map((column) => ofSubject(reader, column, subject)),
      ...beside.flatMap((noun) => partners(reader, noun)),
      ...naming(reader, subject),
    ],
  };
}

/** The amount of refunds is their `refund_amount`, and that of their orders only where the order is said before it. */
function ofSubject(reader: Reader, column: ListColumn, subject: Entity): ListColumn {
  const { word, candidates } = column;
  const before = referentsOf(reader.words[word - 1], 'entity').map((r) => r.entity);
  if (candidates.some((c) => c.owner === subject || before.includes(c.entity))) return column;
  const own = candidates.flatMap(
    ({ attribute }) => subject.attributes.get(`${subject.name}_${attribute.name}`) ?? [],
  );
  return own.length === 1 ? { ...column, candidates: [plainCandidate(subject, own[0]!)] } : column;
}

/** Orders and their customers, 订单及其客户: another thing that is listed too. */
function isBeside(reader: Reader, word: number): boolean {
  return markAt(reader, previousOf(reader, word, 'of'), 'and') !== undefined;
}

/** Who a row belongs to: the key and the name of the other thing. */
function partners(reader: Reader, { word, entity }: Noun): readonly ListColumn[] {
  const about = aboutOf(reader, word);
  return entityParts(entity).map(({ candidates }) => ({ word, about, candidates }));
}

/** An entity at the word that names it. */
interface Noun {
  readonly word: number;
  readonly entity: Entity;
}

/**
 * The noun whose rows are listed: behind 的 the last one (会员的支付, 支付失败的会员), else the first (members
 * with payments); of nouns side by side the last (member payments, 会员支付).
 */
function headOf(reader: Reader, nouns: readonly Noun[]): Noun | undefined {
  const last = nouns.at(-1);
  const before = last && reader.words[last.word - 1];
  if (before !== undefined && isChinese(before.text) && markOf(before, 'of') !== undefined)
    return last;
  let head = nouns[0];
  for (const next of nouns.slice(1)) if (touches(reader, head!.word, next.word)) head = next;
  return head;
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
