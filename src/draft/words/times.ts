import type { Time } from '../../dsl/document.js';
import type { Period } from '../../ontology/model.js';
import { dayRangeOf } from '../dates/day-range.js';
import { aboutOf, claim, isFree, markAt, nextOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { ChangeReading, Keep, Mention, Note, TimeReading, Times } from '../reading.js';
import type { TimeMeaning } from '../dates/relative-time.js';
import { labelOf } from '../scope.js';
import { referentsOf } from '../lexing/word.js';

interface Group {
  readonly first: number;
  readonly last: number;
  readonly times: readonly TimeReading[];
}

/**
 * Gives every number its times. One time (or one list of times) holds for all; several hold for the
 * numbers beside them: for those that follow where the first time stands before the first number
 * (Chinese), else for those before (English). What does not fit either way is a question.
 */
export function readTimes(
  reader: Reader,
  mentions: readonly Mention[],
  keeps: readonly Keep[],
): Times {
  const groups = groupsOf(reader);
  const words = mentions.map((m) => m.word);
  const of = new Map<number, readonly TimeReading[]>();
  const [first] = groups;
  if (groups.length === 1) for (const word of words) of.set(word, first!.times);
  else if (first !== undefined) {
    const isPrefix = first.first < Math.min(...words);
    for (const word of words) {
      const before = groups.findLast((g) => g.last < word);
      const after = groups.find((g) => g.first > word);
      const group = isPrefix ? before : after;
      if (group === undefined)
        reader.asked.push(
          wholeQuestion(
            reader,
            mentions.find((m) => m.word === word)!,
          ),
        );
      else of.set(word, group.times);
    }
    for (const group of groups)
      if (![...of.values()].includes(group.times)) {
        const about = aboutOf(reader, group.first, group.last);
        reader.asked.push({ about, question: reader.texts.whoseTime(about), at: '', options: [] });
      }
  }
  return {
    of,
    changes: changesOf(reader, counted(mentions, keeps)),
    all: groups.flatMap((g) => g.times),
    ...(groups.length === 1 && {
      only: { word: first!.first, about: aboutOf(reader, first!.first, first!.last) },
    }),
  };
}

function wholeQuestion(reader: Reader, mention: Mention) {
  return {
    about: mention.about,
    question: reader.texts.whichTime(mention.about),
    at: '',
    options: [],
  };
}

/** Times with and between them are one group: 近7天和近30天. */
function groupsOf(reader: Reader): readonly Group[] {
  const groups: Group[] = [];
  reader.words.forEach((_, word) => {
    const times = isFree(reader, word) ? timesAt(reader, word) : [];
    if (times.length === 0) return;
    claim(reader, word);
    const last = groups.at(-1);
    const joined = last !== undefined && isJoined(reader, last.last, word);
    if (joined)
      groups[groups.length - 1] = {
        first: last.first,
        last: word,
        times: [...last.times, ...times],
      };
    else groups.push({ first: word, last: word, times });
  });
  return groups;
}

function isJoined(reader: Reader, last: number, word: number): boolean {
  const next = nextOf(reader, last);
  if (next === word) return true;
  if (nextOf(reader, next) !== word || markAt(reader, next, 'and') === undefined) return false;
  claim(reader, next);
  return true;
}

function timesAt(reader: Reader, word: number): readonly TimeReading[] {
  const found = reader.words[word];
  const about = aboutOf(reader, word);
  if (found?.kind === 'time' && found.phrase.kind === 'ranges')
    return found.phrase.meanings.map((meaning) => meant(reader, about, meaning));
  const period = referentsOf(found, 'period')[0]?.period;
  if (period !== undefined && referentsOf(found, 'metric').length === 0)
    return [
      {
        about,
        time: { period: period.name },
        notes: noteOf(reader, about, { period: period.name }),
      },
    ];
  if (markAt(reader, word, 'all-time') === undefined) return [];
  const all = [...reader.ontology.periods.values()].find((p) => p.allTime);
  const time: Time = all === undefined ? { to: today(reader) } : { period: all.name };
  return [{ about, time, notes: noteOf(reader, about, time) }];
}

function today(reader: Reader): string {
  return reader.scheduled ? '$bizdate' : `date '${reader.asOf}'`;
}

/** A meaning of time in this document: named where the ontology has a period for it. */
function meant(reader: Reader, about: string, meaning: TimeMeaning): TimeReading {
  const time = reader.scheduled ? meaning.scheduled : meaning.time;
  if (time === undefined) {
    const question = reader.texts.fixedInModel(about);
    return { about, time: { about, question, options: periodOptions(reader) }, notes: [] };
  }
  const named = namedPeriod(reader, time);
  const notes = noteOf(reader, about, named);
  if (reader.scheduled && meaning.taken === 'bizdate')
    return { about, time: named, notes: [{ about, taken: reader.texts.bizdate() }, ...notes] };
  return { about, time: named, notes };
}

/** The periods of the ontology, as they could stand in `time.period`. */
export function periodOptions(
  reader: Reader,
): readonly { readonly label: string; readonly value: string }[] {
  return [...reader.ontology.periods.values()].map((p) => ({ label: labelOf(p), value: p.name }));
}

function namedPeriod(reader: Reader, time: Time): Time {
  const period = [...reader.ontology.periods.values()].find((p) => isSame(p, time));
  return period === undefined ? time : { period: period.name };
}

function isSame(period: Period, time: Time): boolean {
  if (period.allTime || period.last === undefined || time.last === undefined) return false;
  const days = (last: number, unit: string | undefined): string =>
    unit === 'week' && time.mode === 'rolling' ? `${last * 7} day` : `${last} ${unit ?? 'day'}`;
  return (
    (period.mode ?? 'rolling') === time.mode &&
    days(period.last, period.unit) === days(time.last, time.unit)
  );
}

function noteOf(reader: Reader, about: string, time: Time): readonly Note[] {
  if (reader.scheduled) return [];
  const range = dayRangeOf(time, reader.asOf, reader.ontology);
  return range === undefined ? [] : [{ about, taken: reader.texts.days(range.from, range.to) }];
}

/** The numbers that are shown for themselves; those that are only compared choose groups. */
function counted(mentions: readonly Mention[], keeps: readonly Keep[]): readonly Mention[] {
  const shown = mentions.filter((m) => !keeps.some((k) => k.word === m.word));
  return shown.length > 0 ? shown : mentions;
}

/** 环比 belongs to the number directly before it, 及环比 to all before it, 同比和环比 to the same numbers. */
function changesOf(
  reader: Reader,
  mentions: readonly Mention[],
): ReadonlyMap<number, readonly ChangeReading[]> {
  const changes = new Map<number, readonly ChangeReading[]>();
  let last: { readonly word: number; readonly targets: readonly Mention[] } | undefined;
  reader.words.forEach((found, word) => {
    if (found.kind !== 'time' || found.phrase.kind !== 'shift' || !isFree(reader, word)) return;
    const before = mentions.filter((m) => m.word < word);
    const nearest = before.at(-1);
    const targets =
      last !== undefined && nextOf(reader, last.word, 'and') === word
        ? last.targets
        : nearest === undefined
          ? mentions
          : nextOf(reader, nearest.last, 'of') === word
            ? [nearest]
            : before;
    if (targets.length === 0) return;
    claim(reader, word);
    last = { word, targets };
    const { shift, give } = found.phrase;
    for (const target of targets)
      changes.set(target.word, [
        ...(changes.get(target.word) ?? []),
        { about: aboutOf(reader, word), shift, give },
      ]);
  });
  return changes;
}
