import type { Diagnostic } from '../../base/diagnostic.js';
import { latest } from '../../gates/decision.js';
import type { ReadRun, WrittenEvent } from '../../workspace/journal.js';
import type { Spec } from '../../workspace/spec.js';
import type { SpecGates } from '../spec/spec-gates.js';
import type { Observed, Report, ReportedNumber, ReportedTest, ReportedUsage } from './report.js';

/** What a report is made of. */
export interface Reported {
  readonly spec: Spec;
  readonly observed: Observed;
  readonly tests: readonly ReportedTest[];
  readonly found: readonly Diagnostic[];
  readonly gates: SpecGates;
  /** Runs of this spec that this machine knows. */
  readonly runs: readonly Pick<ReadRun, 'run' | 'events'>[];
  /** What an earlier report says that models were asked, perhaps on another machine. */
  readonly before: readonly ReportedUsage[];
}

/** The report of a spec: what was observed, and what its files and journals say, number by number. */
export function reportOf(input: Reported): Report {
  const { spec, observed, tests, found, gates } = input;
  const findings = found.map(({ code, severity, file, path }) => ({
    code,
    severity,
    ...(file !== undefined && { file }),
    path,
  }));
  const approvals = gates.standings
    .filter((s) => s.state !== 'not-held')
    .map(({ gate, state, decisions }) => ({
      gate,
      state,
      decisions: latest(decisions).map(({ file, decision: { decision, by, at, automatic } }) => {
        return { file, decision, by, at, ...(automatic && { automatic }) };
      }),
    }));
  const usage = usageOf(input);
  const { changes } = gates.meanings;
  const rest = { tests, changes, findings, approvals, usage };
  return {
    v: 1,
    spec: spec.name,
    title: spec.meta.title,
    ...observed,
    numbers: numbersOf(spec, observed, rest),
    ...rest,
  };
}

type Rest = Pick<Report, 'tests' | 'changes' | 'findings' | 'approvals' | 'usage'>;

function numbersOf(
  spec: Spec,
  observed: Observed,
  { tests, changes, findings, approvals, usage }: Rest,
): readonly ReportedNumber[] {
  const { database, bizdate, documents } = observed;
  const files = [...new Set(spec.tests.map((t) => t.file))].join(', ');
  const folder = spec.folder;
  const count = <T>(items: readonly T[], is: (item: T) => boolean): number =>
    items.filter(is).length;
  const seen = [database, bizdate].filter((p) => p !== undefined).join(', ');
  const states = (state: 'approved' | 'open'): number =>
    count(approvals, (a) => (a.state === 'approved') === (state === 'approved'));
  const sum = (of: (u: ReportedUsage) => number): number =>
    usage.reduce((all, u) => all + of(u), 0);
  const journals = usage.map((u) => `.dataagent/runs/${u.run}/events.jsonl`).join(', ');
  const priced = usage.every((u) => u.cost !== null);
  const cost = priced ? Number(sum((u) => u.cost ?? 0).toFixed(6)) : null;
  const list: readonly (readonly [string, number | null, string])[] = [
    ['tests.passed', count(tests, (t) => t.passed && !t.open), files || `${folder}/tests`],
    ['tests.open', count(tests, (t) => t.passed && t.open === true), files || `${folder}/tests`],
    ['tests.failed', count(tests, (t) => !t.passed), files || `${folder}/tests`],
    ...documents.flatMap(({ document, rows, checks }) => {
      const sql = `${folder}/generated/duckdb/${document}`;
      const own = spec.generated.some((g) => g.file === `${sql}.dqc.sql`) ? '.dqc.sql' : '.sql';
      const rules = `${sql}${own}: ${seen}`;
      return [
        [`rows.${document}`, rows, `${sql}.sql: ${seen}`],
        [`checks.${document}.passed`, count(checks, (c) => c.result === 'pass'), rules],
        [`checks.${document}.failed`, count(checks, (c) => c.result === 'fail'), rules],
        [`checks.${document}.not_run`, count(checks, (c) => c.result === 'error'), rules],
      ] as const;
    }),
    ...(['safe', 'review', 'destructive'] as const).map(
      (its) =>
        [
          `changes.${its}`,
          count(changes, (c) => c.class === its),
          `${folder}/dsl: tables as last accepted`,
        ] as const,
    ),
    [
      'findings.error',
      count(findings, (f) => f.severity === 'error'),
      `dataagent check ${spec.name}`,
    ],
    [
      'findings.warning',
      count(findings, (f) => f.severity === 'warning'),
      `dataagent check ${spec.name}`,
    ],
    ['gates.approved', states('approved'), `${folder}/approvals`],
    ['gates.open', states('open'), `${folder}/approvals`],
    ['model.calls', sum((u) => u.calls), journals || '.dataagent/runs'],
    ['model.kept', sum((u) => u.kept), journals || '.dataagent/runs'],
    ['model.input_tokens', sum((u) => u.input_tokens), journals || '.dataagent/runs'],
    ['model.output_tokens', sum((u) => u.output_tokens), journals || '.dataagent/runs'],
    ['model.cost', cost, journals || '.dataagent/runs'],
  ];
  return list.map(([name, value, from]) => ({ name, value, from }));
}

function usageOf({ runs, before, spec }: Reported): readonly ReportedUsage[] {
  const own = runs
    .filter(({ events }) => events.some((e) => e['spec'] === spec.name))
    .map(({ run, events }) => usageIn(run, events))
    .filter((u) => u.calls + u.kept > 0);
  const all = new Map([...before, ...own].map((u) => [u.run, u]));
  return [...all.values()].toSorted((a, b) => (a.run < b.run ? -1 : 1));
}

/** What one run asked of models, from its journal. */
function usageIn(run: string, events: readonly WrittenEvent[]): ReportedUsage {
  const answers = events.filter((e) => e.type === 'model.answered');
  const paid = answers.filter((e) => e['from'] === 'provider');
  const tokens = (of: 'input' | 'output'): number =>
    paid.reduce((sum, e) => sum + ((e['usage'] as Tokens | undefined)?.[of] ?? 0), 0);
  const priced = paid.every((e) => typeof e['cost'] === 'number');
  const cost = paid.reduce((sum, e) => sum + Number(e['cost']), 0);
  return {
    run,
    calls: paid.length,
    kept: answers.length - paid.length,
    input_tokens: tokens('input'),
    output_tokens: tokens('output'),
    cost: priced ? Number(cost.toFixed(6)) : null,
  };
}

interface Tokens {
  readonly input?: number;
  readonly output?: number;
}
