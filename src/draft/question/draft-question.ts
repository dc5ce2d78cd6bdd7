import type { Day } from '../../base/time/calendar-days.js';
import type { Stage } from '../../dsl/document.js';
import type { Ontology } from '../../ontology/model.js';
import { cutsToExtreme } from '../cuts-to-extreme.js';
import { isChinese } from '../lexing/fold.js';
import { readChinese } from './chinese/read.js';
import { includingIn, populationOf } from './english/including.js';
import { readEnglish } from './english/read.js';
import type { Frame } from './frame.js';
import { indexOf } from './referents.js';
import { tokensOf } from './english/tokens.js';
import { tokensZh } from './chinese/tokens.js';
import { writeFrame } from './write/frame.js';
import { aggregatesIn } from './write/groups.js';

/** Longer texts are requirements, not questions; in UTF-16 units. */
const longestQuestion = 600;

/** The stages that answer a question, where every word of it is understood and its things join in one way only. */
export function draftQuestion(
  question: string,
  ontology: Ontology,
  { asOf, matching = 'exact' }: { readonly asOf: Day; readonly matching?: 'exact' | 'like' },
): readonly Stage[] | undefined {
  if (question.length > longestQuestion) return undefined;
  if (isChinese(question)) {
    const read = readChinese(tokensZh(question, indexOf(ontology), asOf), ontology);
    if (!('frame' in read) || losesRunning(question, read.frame)) return undefined;
    return writeFrame(read.frame, ontology, asOf);
  }
  // Stores, including those without orders: rows that the grammar of questions would take for a lack.
  const including = includingIn(question);
  const index = indexOf(ontology);
  // The first and last name are two.
  const whole = (including?.question ?? question).replaceAll(
    /\bfirst and last (names?)\b/gi,
    'first $1 and last $1',
  );
  const read = readEnglish(tokensOf(whole, index, asOf), ontology, asOf, matching);
  if (!('frame' in read)) return undefined;
  const frame = losesDistinct(question, read.frame) ? ofThose(read.frame) : read.frame;
  if (frame === undefined || cutsToExtreme(question, frame)) return undefined;
  if (losesQuantity(question, frame, ontology)) return undefined;
  if (including === undefined) return writeFrame(frame, ontology, asOf);
  const population = populationOf(frame, including, index);
  return population && writeFrame({ ...frame, population }, ontology, asOf);
}

/** The distinct customers of the orders that are counted: the different ones that those rows point to; undefined where they do not. */
function ofThose(frame: Frame): Frame | undefined {
  const [rows, others, ...more] = frame.measures;
  if (rows?.kind !== 'aggregate' || others?.kind !== 'aggregate' || more.length > 0)
    return undefined;
  const pointing = [...rows.entity.relationships.values()].filter(
    (r) => r.to === others.entity.name && r.on.length === 1,
  );
  const of = rows.entity.attributes.get(pointing[0]?.on[0]?.from ?? '');
  const isPlain = rows.filters.length + others.filters.length + frame.keeps.length === 0;
  if (pointing.length !== 1 || of === undefined || !isPlain || frame.order !== undefined)
    return undefined;
  const distinct = { ...others, agg: 'count_distinct', entity: rows.entity, of } as const;
  return { ...frame, measures: [rows, distinct] };
}

/** The total quantity of parts: how many kinds, or what a column of quantities adds up to. */
function losesQuantity(question: string, { measures }: Frame, { entities }: Ontology): boolean {
  const isCounted = measures.flatMap(aggregatesIn).some((a) => a.agg.startsWith('count'));
  const isHeld = [...entities.values()].some((e) =>
    [...e.attributes.keys()].some((name) => /(?:^|_)(?:quantity|qty)$/i.test(name)),
  );
  return /\bquantity of\b/i.test(question) && isCounted && isHeld;
}

/** 累计金额按月: each month has all up to it. */
function losesRunning(question: string, { groups, measures }: Frame): boolean {
  const isSaid = /累计|累积/.test(question) && groups.some((g) => g.kind === 'grain');
  return isSaid && !measures.some((m) => m.kind === 'running');
}

/** How many orders, and from how many distinct customers: of those orders; all customers there are would be others. */
function losesDistinct(question: string, { measures }: Frame): boolean {
  const counts = measures.flatMap(aggregatesIn).filter((a) => a.agg.startsWith('count'));
  const isSaid = /\band\b[^.?]*\b(?:distinct|unique)\b/i.test(question);
  return isSaid && counts.length > 1 && counts.every((a) => a.agg === 'count');
}
