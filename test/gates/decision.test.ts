import { expect, it } from 'vitest';
import { verdictOn, type Decision, type Filed } from '../../src/gates/decision.js';
import { sha256 } from '../../src/base/sha256.js';
import { meaningHash } from '../../src/gates/meaning.js';
import { decisionText, readDecisions } from '../../src/gates/read-decisions.js';

const decision = (more: Partial<Decision> = {}): Decision => ({
  v: 1,
  spec: '001-a',
  gate: 'G1',
  decision: 'approved',
  meaning: meaningHash('G1', {}),
  parts: {},
  shown: {},
  by: 'somebody',
  at: '2026-11-07T08:00:00.000Z',
  follows: [],
  ...more,
});
const file = (made: Decision, name?: string) => {
  const text = decisionText(made);
  const hash8 = sha256(text).slice(0, 8);
  return { file: `specs/001-a/approvals/${name ?? `${made.gate}-${hash8}.json`}`, text };
};
const filed = (hash8: string, more: Partial<Decision> = {}): Filed => ({
  hash8,
  file: '',
  decision: decision(more),
});
const [a, b] = [meaningHash('G1', {}), 'b'.repeat(64)];

it.each<readonly [string, readonly Filed[], string]>([
  ['nothing was decided', [], 'awaiting'],
  ['it was approved', [filed('1')], 'approved'],
  ['something else was approved', [filed('1', { meaning: b })], 'stale'],
  ['something else was rejected', [filed('1', { meaning: b, decision: 'rejected' })], 'awaiting'],
  [
    'it was approved, then rejected',
    [filed('1'), filed('2', { decision: 'rejected', follows: ['1'] })],
    'rejected',
  ],
  [
    'it was rejected, then approved',
    [filed('1', { decision: 'rejected' }), filed('2', { follows: ['1'] })],
    'approved',
  ],
  ['two branches said yes and no', [filed('1'), filed('2', { decision: 'rejected' })], 'rejected'],
  [
    'it came back to what was approved',
    [filed('1'), filed('2', { meaning: b, follows: ['1'] })],
    'approved',
  ],
])('%s', (_, decisions, verdict) => {
  expect(verdictOn(a, decisions)).toBe(verdict);
});

it('reads what it writes', () => {
  const made = decision();
  const [read, found] = readDecisions('001-a', [file(made)]);
  expect(found).toEqual([]);
  expect(read?.map((f) => f.decision)).toEqual([made]);
});

const text = (made: { file: string; text: string }, from: string, to: string) => ({
  ...made,
  text: made.text.replace(from, to),
});

it.each([
  ['edited', text(file(decision()), 'somebody', 'somebody else'), 'gate/edited-decision'],
  ['renamed', file(decision(), 'G1-00000000.json'), 'gate/edited-decision'],
  ['of another gate by its name', file(decision(), 'G2-00000000.json'), 'gate/edited-decision'],
  ['copied from another spec', file(decision({ spec: '002-b' })), 'gate/other-spec'],
  [
    'put on another content, and named after it',
    file(decision({ meaning: 'b'.repeat(64) })),
    'gate/contradictory-decision',
  ],
  [
    'about other tables than it lists',
    file(decision({ tables: { t: { columns: [], partition: [], key: [] } } })),
    'gate/contradictory-decision',
  ],
  ['cut short', { ...file(decision()), text: '{"v": 1' }, 'gate/not-a-decision'],
  ['of another shape', text(file(decision()), '"v": 1', '"v": 2'), 'gate/not-a-decision'],
])('a decision that is %s counts for nothing', (_, bad, code) => {
  const [read, found] = readDecisions('001-a', [bad]);
  expect(read).toEqual([]);
  expect(found.map((d) => d.code)).toEqual([code]);
});

it.each([{ follows: ['12345678'] }, { rests_on: ['G1-12345678'] }])(
  'misses a decision that others build on: %o',
  (more) => {
    const [, found] = readDecisions('001-a', [file(decision(more))]);
    expect(found.map((d) => d.code)).toEqual(['gate/deleted-decision']);
  },
);
