import { expect, it } from 'vitest';
import type { Meanings } from '../../src/gates/meaning.js';
import type { GateState } from '../../src/gates/standing.js';
import { gates } from '../../src/gates/gate.js';
import { beforeAcceptance } from '../../src/stages/spec/before-acceptance.js';
import { generatedHash } from '../../src/stages/generate.js';
import type { Spec } from '../../src/workspace/spec.js';

const folder = 'specs/001-a';
const generated = [{ file: `${folder}/generated/manifest.json`, text: '{}\n' }];
const report = (database?: string, hash = generatedHash(generated)): Partial<Spec> => ({
  report: {
    file: `${folder}/observed/report.json`,
    text: JSON.stringify({ v: 1, generated: hash, documents: [], database }),
  },
});
const spec = (more: Partial<Spec> = {}): Spec => ({
  name: '001-a',
  folder,
  meta: { id: '001-a', title: 'a', kind: 'new' },
  documents: [{ file: `${folder}/dsl/t.json`, text: '{}' }],
  sqlTasks: [],
  tests: [],
  rules: [],
  generated,
  approvals: [],
  proofs: [],
  rowFiles: [],
  ...more,
});
const checked = {
  generated: {
    files: new Map<string, string>(),
    found: [],
    open: [],
    checked: new Map<string, never>(),
    written: new Map<string, never>(),
  },
  found: [],
};
const table: Meanings['tables'] = { t: { columns: [], partition: [], key: [] } };
interface More {
  readonly database?: boolean;
  readonly tables?: Meanings['tables'];
}
const before = (
  states: readonly GateState[],
  of: Spec,
  { database = true, tables = table }: More = {},
) =>
  beforeAcceptance(of, database, checked, {
    meanings: { of: {}, tables, changes: [] },
    standings: gates.map((gate, i) => ({ gate, state: states[i]!, changed: [], decisions: [] })),
  });
const ready: readonly GateState[] = ['approved', 'approved', 'not-held', 'awaiting'];
const ran = report('duckdb:a.duckdb');

it.each<[string, readonly GateState[], readonly string[]]>([
  ['all are approved or not needed', ready, []],
  ['nothing is decided', ['awaiting', 'awaiting', 'not-held', 'awaiting'], ['G1', 'G2']],
  ['a column goes', ['approved', 'approved', 'awaiting', 'stale'], ['G3']],
  ['one is stale', ['approved', 'stale', 'approved', 'awaiting'], ['G2']],
  ['one is rejected', ['rejected', 'approved', 'approved', 'awaiting'], ['G1']],
])('waits for the gates before it: %s', (_, states, wanted) => {
  expect(before(states, spec(ran))).toEqual({ gates: wanted, unobserved: false });
});

it.each<[string, Spec, More, boolean]>([
  ['a table that never ran', spec(), {}, true],
  ['a table that ran', spec(ran), {}, false],
  ['a run of other files', spec(report('duckdb:a.duckdb', 'other')), {}, true],
  ['a report without the database that there is', spec(report()), {}, true],
  ['a report where there is no database', spec(report()), { database: false }, false],
  ['no report where there is no database', spec(), { database: false }, true],
  ['a question', spec(), { tables: {} }, false],
  ['what is retired', spec({ meta: { id: '001-a', title: 'a', kind: 'retire' } }), {}, false],
])('waits for a run: %s', (_, of, more, wanted) => {
  expect(before(ready, of, more)).toEqual({ gates: [], unobserved: wanted });
});
