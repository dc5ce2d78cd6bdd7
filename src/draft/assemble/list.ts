import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Column, Match, Order, Stage } from '../../dsl/document.js';
import { writeAbsences } from './absences.js';
import { placedCondition } from './conditions.js';
import { isHole } from './measures.js';
import { columnName, entityParts } from '../words/keys.js';
import { readList } from '../words/lists.js';
import type { ListReading } from '../words/lists.js';
import { freeName } from '../names.js';
import { attributeIn, columnIn } from '../plain-name.js';
import { placeOf } from '../place.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition, Parts, Ranking, TimeReading } from '../reading.js';
import { labelOf } from '../scope.js';
import { periodOptions } from '../words/times.js';
import { markOf, referentsOf } from '../lexing/word.js';

/** What a stage of rows is made of. */
interface ListPlan {
  readonly list: ListReading;
  readonly conditions: readonly Condition[];
  readonly times: readonly TimeReading[];
  readonly rankings: readonly Ranking[];
  readonly match: readonly Match[];
}

/** The stages of a requirement that asks for rows, not for numbers; none where it names no rows either. */
export function listStages(
  reader: Reader,
  annotations: Annotations,
  parts: Parts,
): readonly Stage[] {
  // What is grouped but has no number is no list: the number is what was not understood.
  const list = parts.keys.length > 0 ? undefined : readList(reader, parts.conditions);
  if (list === undefined) return [];
  for (const { ranked, about } of parts.rankings) {
    const named = referentsOf(reader.words[ranked ?? -1], 'entity')[0]?.entity;
    if (named !== undefined && named !== list.subject)
      ask(reader, about, reader.texts.noGroup(about));
  }
  const { all } = parts.times;
  const absent = writeAbsences(reader, annotations, parts.absences, list.subject, all, 0);
  const plan: ListPlan = {
    list,
    conditions: parts.conditions,
    times: absent.stages.length > 0 ? [] : withPeriod(reader, all),
    rankings: parts.rankings,
    match: absent.match,
  };
  return [...absent.stages, writeList(reader, annotations, plan, absent.stages.length)];
}

/** A table without a period has every row each day: whether that is meant is a question. */
function withPeriod(reader: Reader, times: readonly TimeReading[]): readonly TimeReading[] {
  if (!reader.scheduled || times.length > 0) return times;
  const about = reader.requirement.trim().slice(0, 40);
  const question = reader.texts.whosePeriod(about);
  return [{ about, time: { about, question, options: periodOptions(reader) }, notes: [] }];
}

/** Writes the stage that lists rows of an entity: its key and name, and the values that were asked for. */
function writeList(reader: Reader, annotations: Annotations, plan: ListPlan, index: number): Stage {
  const { list } = plan;
  const { subject } = list;
  const pointer = at('/stages', index);
  const columns: Column[] = [];
  const byWord = new Map<number, string>();
  const taken = new Set<string>();
  const add = (wanted: string, is: string): string => {
    const as = freeName(columnIn(reader, wanted), taken);
    taken.add(as);
    columns.push({ as, is });
    return as;
  };
  // The key stands first: a list is of things, and says which; who asks which they are asks for their names.
  const isAsked =
    reader.language === 'en' &&
    !reader.scheduled &&
    reader.words.some((word) => markOf(word, 'which', 'list') !== undefined);
  for (const part of entityParts(subject, [], isAsked).filter(
    (p) => isAsked || list.columns.length === 0 || !p.naming,
  ))
    add(part.as, quoteName(part.candidates[0]!.attribute.name));
  for (const { word, about, candidates } of list.columns) {
    const place = placeOf(reader.ontology, candidates, [subject], subject);
    if (place.kind === 'none') {
      ask(reader, about, reader.texts.unreachableColumn(about, labelOf(subject)));
      continue;
    }
    const known = place.kind === 'one' ? columns.find((c) => c.is === place.path) : undefined;
    const slot =
      place.kind === 'one'
        ? place.path
        : { about, question: reader.texts.whichAttribute(about), options: place.options };
    const is = known?.is ?? fill(annotations, slot, at(pointer, 'columns', columns.length, 'is'));
    const [first] = candidates;
    const meant = place.kind === 'one' ? place.candidate : first!;
    byWord.set(
      word,
      known?.as ?? add(columnName(meant.entity, attributeIn(reader, meant.attribute)), is),
    );
  }
  if (columns.length === 0)
    ask(reader, labelOf(subject), reader.texts.whichColumns(labelOf(subject)));
  const said = list.columns[0]?.about ?? labelOf(subject);
  const reading = { about: said, taken: reader.texts.oneRowPer(labelOf(subject)) };
  note(annotations, [reading], at(pointer, 'from'));
  const where: string[] = [];
  for (const condition of plan.conditions) {
    const slot = placedCondition(reader, condition, [subject], subject);
    if (slot === undefined)
      ask(
        reader,
        condition.about,
        reader.texts.unreachableCondition(condition.about, labelOf(subject)),
      );
    else {
      note(annotations, condition.notes, at(pointer, 'where', where.length));
      where.push(fill(annotations, slot, at(pointer, 'where', where.length)));
    }
  }
  const [time, ...more] = plan.times;
  for (const { about } of more) ask(reader, about, reader.texts.whoseTime(about));
  if (time !== undefined && subject.time === undefined)
    ask(reader, time.about, reader.texts.noClock(time.about, labelOf(subject)));
  else if (time !== undefined) note(annotations, time.notes, at(pointer, 'time'));
  const timed =
    time === undefined || subject.time === undefined
      ? undefined
      : isHole(time.time)
        ? { period: fill(annotations, time.time, at(pointer, 'time', 'period')) }
        : time.time;
  const order = plan.rankings.map((ranking, i): Order => {
    const { about } = ranking;
    const column = ranking.word === undefined ? undefined : byWord.get(ranking.word);
    const options = columns.map((c) => ({ label: c.as, value: c.as }));
    const by = fill(
      annotations,
      column ?? { about, question: reader.texts.whichOrder(about), options },
      at(pointer, 'order', i, 'by'),
    );
    const ascending = ranking.ascending || (ranking.unsaid === true && reader.language === 'en');
    return { by, ...(!ascending && { dir: 'desc' as const }) };
  });
  const limited = plan.rankings.find((r) => r.rows !== undefined);
  if (limited?.rows !== undefined) {
    const tied = limited.ties ? reader.texts.ties() : reader.texts.cut();
    note(annotations, [{ about: limited.about, taken: tied }], at(pointer, 'limit'));
  }
  const { match } = plan;
  const keys = columns.slice(0, subject.key.length).map((c) => ({ by: c.as }));
  return {
    name: 'result',
    from: quoteName(subject.name),
    ...(match.length > 0 && { match }),
    ...(timed !== undefined && { time: timed }),
    ...(where.length > 0 && { where }),
    columns,
    ...(order.length > 0 ? { order } : !reader.scheduled && keys.length > 0 && { order: keys }),
    ...(limited?.rows !== undefined && {
      limit: { rows: limited.rows, ...(limited.ties && { ties: 'include' as const }) },
    }),
  };
}
