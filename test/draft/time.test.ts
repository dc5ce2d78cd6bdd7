import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addUnits } from '../../src/base/time/calendar-days.js';
import type { CalendarUnit } from '../../src/base/time/calendar-days.js';
import { timePhraseAt } from '../../src/draft/dates/dates.js';
import { dayRangeOf } from '../../src/draft/dates/day-range.js';
import { shiftOf } from '../../src/draft/dates/shift-phrase.js';
import type { Time } from '../../src/dsl/document.js';
import type { Ontology } from '../../src/ontology/model.js';

interface Case {
  readonly phrase: string;
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly time: Time;
  readonly shift: string;
}

const cases: readonly Case[] = readFileSync(join(import.meta.dirname, '../time.cases.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => {
    const [phrase, asOf, from, to, time, shift] = line.split('\t');
    return { phrase, asOf, from, to, time: JSON.parse(time!) as Time, shift } as Case;
  });

const nothing: Ontology = {
  entities: new Map(),
  metrics: new Map(),
  periods: new Map(),
  calendars: new Map(),
  terms: new Map(),
  policies: new Map(),
};

it('has at least 60 phrases over six days', () => {
  const phrases = new Set(cases.map((c) => c.phrase));
  const days = new Set(cases.map((c) => c.asOf));
  expect(phrases.size).toBeGreaterThanOrEqual(60);
  expect(days.size).toBe(6);
  expect(cases.length).toBe(phrases.size * days.size);
});

it.each(cases)('S11: $phrase as of $asOf', ({ phrase, asOf, from, to, time, shift }) => {
  const read = readPhrase(phrase.toLowerCase(), asOf);
  expect(read.time).toEqual(time);
  expect(read.shift).toBe(shift);
  const moved = shift === '' ? asOf : shifted(asOf, shift);
  const range = dayRangeOf(read.time, moved, nothing);
  expect([range?.from ?? '', range?.to ?? '']).toEqual([from, to]);
});

/** The phrases of a text that is nothing but phrases: a range and perhaps a comparison. */
function readPhrase(text: string, asOf: string): { time: Time; shift: string } {
  let position = 0;
  let time: Time = {};
  let shift = '';
  while (position < text.length) {
    const phrase = timePhraseAt(text, position, asOf);
    if (phrase === undefined) throw new Error(`no phrase at ${position} of ${text}`);
    if (phrase.kind === 'shift') shift = shiftOf(phrase.shift, time, undefined) ?? 'none';
    else if (phrase.meanings.length === 1) time = phrase.meanings[0]!.time;
    else throw new Error(`several times in ${text}`);
    position = phrase.end + (text[phrase.end] === ' ' ? 1 : 0);
  }
  return { time, shift };
}

function shifted(asOf: string, shift: string): string {
  const [count, unit] = shift.split(' ');
  return addUnits(asOf, Number(count), unit as CalendarUnit);
}
