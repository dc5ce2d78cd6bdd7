import type { Attribute } from '../../ontology/model.js';
import type { Comparison } from '../lexing/mark.js';
import { countOfRows } from './counts.js';
import { attributeCandidates, plainCandidate } from '../place.js';
import type { Candidate } from '../place.js';
import { checkUnits } from './units.js';
import { aboutOf, ask, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition, Keep, Mention } from '../reading.js';
import { labelOf } from '../scope.js';
import type { Referent } from '../vocabulary.js';
import { referentsOf } from '../lexing/word.js';

/** Comparisons with numbers: with a measure (which groups stay) or with an attribute (which rows count). */
export interface Comparisons {
  readonly keeps: readonly Keep[];
  readonly conditions: readonly Condition[];
  /** What is asked for: counts that only a comparison names are added, values of single rows left out. */
  readonly mentions: readonly Mention[];
}

type Span = Pick<Condition, 'first' | 'last' | 'about'>;

interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly op: Comparison;
  readonly value: string;
  readonly and?: { readonly op: Comparison; readonly value: string };
}

/** Reads 支付金额超过2000, more than 5 orders, 年龄在20到30之间, 1000元以上. */
export function readComparisons(reader: Reader, all: readonly Mention[]): Comparisons {
  const keeps: Keep[] = [];
  const conditions: Condition[] = [];
  let mentions = all;
  const isUnitLike = (i: number): boolean =>
    numericAt(reader, i).length > 0 ||
    (isFree(reader, i) && referentsOf(reader.words[i], 'grain').length > 0);
  reader.words.forEach((_, word) => {
    const bounds = isFree(reader, word) ? boundsAt(reader, word) : undefined;
    if (bounds === undefined) return;
    const target = targetOf(reader, bounds, mentions);
    if (target === undefined) return;
    const mention =
      mentions.find((m) => m.word === target) ?? known(mentions, countOfRows(reader, target));
    for (let at = bounds.first; at <= bounds.last; at++) claim(reader, at);
    claim(reader, target);
    const unit = unitAt(reader, target, mention);
    const unitWord = reader.words[bounds.last + 1];
    const isUnit =
      unit !== undefined &&
      unitWord?.kind === 'unknown' &&
      unitWord.text.toLowerCase() === unit.toLowerCase();
    if (isUnit) claim(reader, bounds.last + 1);
    // Number of loans over 2 years: behind the bound the word is its unit and no key of the result.
    const behind = nextOf(reader, bounds.last);
    if (
      behind !== target &&
      /^[a-z]/i.test(reader.words[behind]?.text ?? '') &&
      isUnitLike(behind)
    ) {
      ask(
        reader,
        aboutOf(reader, bounds.first, behind),
        reader.texts.knownWords(aboutOf(reader, behind)),
      );
      claim(reader, behind);
    }
    checkUnits(reader, bounds, target, mention, unit);
    const span = {
      first: Math.min(mention?.first ?? target, bounds.first),
      last: Math.max(mention?.last ?? target, bounds.last + (isUnit ? 1 : 0)),
      about: aboutOf(reader, mention?.first ?? target, target, bounds.first, bounds.last),
    };
    const row = mention && rowConditions(reader, mention, mentions, span, bounds);
    if (mention === undefined) conditions.push(attributeCondition(reader, target, span, bounds));
    else if (row !== undefined) {
      conditions.push(...row);
      mentions = mentions.filter((m) => m !== mention);
    } else {
      if (!mentions.includes(mention)) mentions = [...mentions, mention];
      const { op, value, and } = bounds;
      const or = keeps.length === 1 ? orBetween(reader, keeps[0]!, span.first) : undefined;
      if (or !== undefined) claim(reader, or);
      keeps.push({
        ...span,
        word: mention.word,
        op,
        value,
        ...(and !== undefined && { and }),
        ...(or !== undefined && { or: true as const }),
      });
    }
  });
  return { keeps, conditions, mentions };
}

/** What is compared: the number or attribute before the comparison, else the one behind its number. */
function targetOf(
  reader: Reader,
  bounds: Bounds,
  mentions: readonly Mention[],
): number | undefined {
  const left = previousOf(reader, bounds.first, 'is', 'of');
  const right = nextOf(reader, bounds.last);
  const isOperand = (i: number): boolean =>
    mentions.some((m) => m.word === i) || numericAt(reader, i).length > 0;
  // Sessions had more than 1000 viewers: what is counted stands behind the number.
  const isCounted =
    /[a-z]/i.test(reader.words[right]?.text ?? '') && mentions.some((m) => m.first === right);
  if (isOperand(left) && !isCounted) return left;
  if (isOperand(right)) return right;
  return isFree(reader, right) && referentsOf(reader.words[right], 'entity').length > 0
    ? right
    : undefined;
}

/** Albums per artist with at least 10 albums: the number that is asked for already, not a second one. */
function known(mentions: readonly Mention[], made: Mention | undefined): Mention | undefined {
  const same = mentions.find(({ what, counts }) =>
    made?.what.kind === 'metric'
      ? what.kind === 'metric' && what.name === made.what.name
      : made !== undefined && counts !== undefined && counts === made.counts,
  );
  return same ?? made;
}

/** A大于1或B大于2: two comparisons of which one is enough; with more of them the brackets would be a guess. */
function orBetween(reader: Reader, keep: Keep, first: number): number | undefined {
  const or = previousOf(reader, first);
  const isNext = markAt(reader, or, 'or') !== undefined && previousOf(reader, or) === keep.last;
  const isLast = !reader.words.some(
    (_, i) => i > first && isFree(reader, i) && markAt(reader, i, 'or') !== undefined,
  );
  return isNext && isLast ? or : undefined;
}

/** The unit that what is compared is counted in. */
function unitAt(reader: Reader, word: number, mention: Mention | undefined): string | undefined {
  if (mention?.what.kind === 'metric') return mention.what.metric?.unit;
  const found = reader.words[word];
  return found?.kind === 'name' ? numericCandidates(found.referents)[0]?.attribute.unit : undefined;
}

/** The bounds whose first word stands here. */
function boundsAt(reader: Reader, word: number): Bounds | undefined {
  const compare = markAt(reader, word, 'compare');
  if (compare !== undefined && !compare.after) {
    const at = nextOf(reader, word, 'is', 'compare');
    const value = numberAt(reader, at);
    return value === undefined ? undefined : { first: word, last: at, op: compare.op, value };
  }
  const opened = markAt(reader, word, 'between') === undefined ? word : nextOf(reader, word);
  const low = numberAt(reader, opened);
  if (low === undefined) return undefined;
  const sign = nextOf(reader, opened);
  const after = markAt(reader, sign, 'compare');
  if (after?.after === true) return { first: word, last: sign, op: after.op, value: low };
  const joined =
    markAt(reader, sign, 'range') !== undefined ||
    (opened > word && markAt(reader, sign, 'and') !== undefined);
  const at = nextOf(reader, sign);
  const high = joined ? numberAt(reader, at) : undefined;
  if (high === undefined) return undefined;
  return { first: word, last: at, op: '>=', value: low, and: { op: '<=', value: high } };
}

function numberAt(reader: Reader, word: number): string | undefined {
  const found = reader.words[word];
  return found?.kind === 'number' && isFree(reader, word) ? found.number.value : undefined;
}

function numericAt(reader: Reader, word: number): readonly Candidate[] {
  const found = reader.words[word];
  return isFree(reader, word) && found?.kind === 'name' ? numericCandidates(found.referents) : [];
}

function numericCandidates(referents: readonly Referent[]): readonly Candidate[] {
  return attributeCandidates(referents).filter(({ attribute }) =>
    ['bigint', 'decimal', 'double'].includes(attribute.type.kind),
  );
}

function attributeCondition(reader: Reader, word: number, span: Span, bounds: Bounds): Condition {
  const found = reader.words[word];
  const candidates = found?.kind === 'name' ? numericCandidates(found.referents) : [];
  const meanings = candidates.map((candidate) => ({
    candidate,
    test: (path: string) => testOf(path, bounds),
    prefix: '',
  }));
  return { ...span, meanings, each: false, notes: [] };
}

/**
 * 支付金额超过100元的订单: the number of a single row, where the noun behind the comparison is the very
 * entity whose rows the metric adds up. Undefined where it is a number of groups.
 */
function rowConditions(
  reader: Reader,
  mention: Mention,
  mentions: readonly Mention[],
  span: Span,
  bounds: Bounds,
): readonly Condition[] | undefined {
  const { what } = mention;
  if (what.kind !== 'metric' || what.metric?.type !== 'aggregate' || what.metric.agg !== 'sum')
    return undefined;
  const { metric } = what;
  const head = nextOf(reader, span.last, 'of');
  const entity = reader.ontology.entities.get(metric.entity);
  const counted = mentions.find((m) => m.word === head && m !== mention);
  const isHead =
    referentsOf(reader.words[head], 'entity').some((r) => r.entity === entity) ||
    (counted?.sources.length === 1 && counted.sources[0] === entity && isRowCount(counted));
  if (!isHead || entity === undefined) return undefined;
  const attribute = entity.attributes.get(metric.of?.text ?? '');
  const modifiers = metric.where.map((w) => entity.attributes.get(w.text));
  if (attribute === undefined || modifiers.includes(undefined)) {
    ask(reader, span.about, reader.texts.rowOrGroup(span.about, labelOf(entity)));
    return [];
  }
  const note = { about: span.about, taken: reader.texts.ofEachRow(labelOf(entity)) };
  const condition = (of: Attribute, test: (path: string) => string): Condition => ({
    ...span,
    meanings: [{ candidate: plainCandidate(entity, of), test, prefix: '' }],
    each: false,
    notes: [note],
  });
  return [
    condition(attribute, (path) => testOf(path, bounds)),
    ...modifiers.flatMap((m) => (m === undefined ? [] : [condition(m, (path) => path)])),
  ];
}

function isRowCount({ what }: Mention): boolean {
  return what.kind === 'agg'
    ? what.agg === 'count'
    : what.metric?.type === 'aggregate' && what.metric.agg === 'count';
}

/** The comparison as an expression over a number. */
export function testOf(
  path: string,
  { op, value, and }: Pick<Bounds, 'op' | 'value' | 'and'>,
): string {
  return and === undefined ? `${path} ${op} ${value}` : `${path} between ${value} and ${and.value}`;
}
