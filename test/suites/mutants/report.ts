import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { allExplained } from '../../../src/cli/explanations/explained.js';
import type { SuiteResult } from '../verdict.js';
import type { Verdict } from './judge.js';
import type { BrokenInput } from './ontologies.js';

/** A verdict, and whether its rows are the original's where nothing was found. */
export interface Judged extends Verdict {
  readonly sameRows: boolean;
}

/** Counts of some mutants. `mutants` are those that are wrong: not the original's meaning, nor its rows. */
export interface Counts {
  readonly mutants: number;
  readonly found: number;
  readonly located: number;
  readonly fixed: number;
  readonly misrepaired: number;
  /** Mutants that still mean the same, and nothing was found: no mistakes. */
  readonly right: number;
  /** Of these, those of other SQL but equal rows on the small data. */
  readonly rightByRows: number;
  /** Not found, in a class that only the requirement tells from a right document. */
  readonly untellable: number;
  /** Found mutants of which one error is said, none but warnings, or several. */
  readonly oneError: number;
  readonly onlyWarnings: number;
  readonly severalErrors: number;
  readonly mostErrors: number;
}

/** Of the mutants with errors at least so many have exactly one: what follows from a mistake is not said. */
const leastOneError = 0.97;

/** Codes that nothing broken can trip, each with the reason. */
const untrippable: Readonly<Record<string, string>> = {
  'task/not-proposed': 'said of what a model proposes, or where none is chosen',
};

/** The suite's result: counts in all, by area and by class; with `misses` what was not found or located. */
export function report(
  judged: readonly Judged[],
  ontologies: readonly BrokenInput[],
  json: boolean,
  misses: boolean,
  whole: boolean,
): SuiteResult {
  const summary = inAll(countsOf(judged), ontologies);
  const classes = [...new Set(judged.map((j) => j.mutant.class))].map((c) => ({
    area: c.area,
    class: c.name,
    ...countsOf(judged.filter((j) => j.mutant.class === c)),
    ...(c.needsRequirement !== undefined && { needsRequirement: c.needsRequirement }),
  }));
  const missed = judged.filter((j) => isMiss(j) || j.misrepaired || j.bug !== undefined);
  const unseen = ontologies.filter((o) => o.findings.length === 0);
  const laws = lawsOf([...judged, ...ontologies]);
  const untripped = laws
    .filter((l) => l.mutants === 0 && untrippable[l.code] === undefined)
    .map((l) => l.code);
  const { oneError, severalErrors } = summary;
  // Some mutants alone do not trip every law.
  const loose = whole && oneError < leastOneError * (oneError + severalErrors);
  const failed = missed.length + unseen.length > 0 || (whole && untripped.length > 0) || loose;
  if (json) {
    const shown = ontologies.map(({ name, area, findings, located }) => ({
      area,
      class: name,
      codes: [...new Set(findings.map((d) => d.code))],
      located,
    }));
    const all = { summary, classes, ontologies: shown, laws, untripped, untrippable };
    return { text: `${JSON.stringify(all, undefined, 1)}\n`, failed };
  }
  const areas = [...new Set(classes.map((c) => c.area))].map((area) =>
    line(area, countsOf(judged.filter((j) => j.mutant.class.area === area))),
  );
  const lines = [
    head,
    ...areas,
    ...(['ontology', 'data', 'task'] as const).map((area) =>
      line(
        `definitions: ${area}`,
        inAll(
          none,
          ontologies.filter((o) => o.area === area),
        ),
      ),
    ),
    line('all', summary),
    '',
    ...classes
      .filter((c) => c.found < c.mutants || c.located < c.found || c.misrepaired > 0)
      .map((c) => line(`${c.area}: ${c.class}`, c)),
  ];
  const shown = misses
    ? judged.filter(
        (j) => isMiss(j) || j.misrepaired || j.bug !== undefined || (j.found && !j.located),
      )
    : missed.slice(0, 40);
  const never =
    untripped.length === 0 ? [] : ['', `laws that no mutant trips: ${untripped.join(' ')}`];
  const told = [
    ...shown.map(toldOf),
    ...unseen.map(({ area, name }) => `MISSED       ${area}: ${name}`),
  ];
  return { text: [...told, ...lines, ...never, ''].join('\n'), failed };
}

/** Found too little: wrong, nothing said of it, and no requirement is needed to see it. */
function isMiss(j: Judged): boolean {
  return isWrong(j) && !j.found && j.mutant.class.needsRequirement === undefined;
}

function isWrong(j: Judged): boolean {
  return j.found || !j.sameRows;
}

function countsOf(judged: readonly Judged[]): Counts {
  const wrong = judged.filter(isWrong);
  const untellable = wrong.filter((j) => !j.found && j.mutant.class.needsRequirement !== undefined);
  const right = judged.filter((j) => !isWrong(j));
  const count = (is: (j: Judged) => boolean): number => wrong.filter(is).length;
  const errors = judged.map((j) => j.findings.filter((d) => d.severity === 'error').length);
  return {
    mutants: wrong.length - untellable.length,
    found: count((j) => j.found),
    located: count((j) => j.found && j.located),
    fixed: count((j) => j.fixed),
    misrepaired: judged.filter((j) => j.misrepaired).length,
    right: right.length,
    rightByRows: right.filter((j) => !j.same).length,
    untellable: untellable.length,
    oneError: errors.filter((n) => n === 1).length,
    onlyWarnings: judged.filter((j, i) => j.found && errors[i] === 0).length,
    severalErrors: errors.filter((n) => n > 1).length,
    mostErrors: errors.reduce((most, n) => Math.max(most, n), 0),
  };
}

const none: Counts = {
  mutants: 0,
  found: 0,
  located: 0,
  fixed: 0,
  misrepaired: 0,
  right: 0,
  rightByRows: 0,
  untellable: 0,
  oneError: 0,
  onlyWarnings: 0,
  severalErrors: 0,
  mostErrors: 0,
};

/** The counts of documents with those of definitions and rows added. */
function inAll(counts: Counts, ontologies: readonly BrokenInput[]): Counts {
  const found = ontologies.filter((o) => o.findings.length > 0);
  return {
    ...counts,
    mutants: counts.mutants + ontologies.length,
    found: counts.found + found.length,
    located: counts.located + found.filter((o) => o.located).length,
  };
}

/** Rooms of which every code is a law on documents, definitions, rows or SQL tasks; what else can be wrong is tried by tests. */
const rooms = ['expr', 'dsl', 'bind', 'plan', 'rule', 'ontology', 'data', 'sql', 'task'];

/** How many mutants trip each law: those that none trips are seen. */
function lawsOf(
  all: readonly { readonly findings: readonly Diagnostic[] }[],
): readonly { readonly code: string; readonly mutants: number }[] {
  const counts = new Map<string, number>();
  for (const { findings } of all)
    for (const code of new Set(findings.map((d) => d.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return allExplained()
    .filter(({ code, exit }) => exit === undefined && rooms.includes(code.split('/')[0]!))
    .map(({ code }) => ({ code, mutants: counts.get(code) ?? 0 }));
}

function toldOf(j: Judged): string {
  const { mutant, findings, bug } = j;
  const what =
    bug !== undefined ? 'BUG' : j.misrepaired ? 'MISREPAIRED' : !j.found ? 'MISSED' : 'ELSEWHERE';
  const at = mutant.span === undefined ? mutant.at.slice(0, 3).join(' ') : mutant.span.join('-');
  const said = findings.slice(0, 3).map((d) => `${d.code} ${d.path}@${d.offset ?? ''}`);
  return [
    what.padEnd(11),
    mutant.class.name,
    mutant.original.name,
    at,
    '|',
    ...said,
    bug ?? '',
  ].join('  ');
}

const columns = [
  'mutants',
  'found',
  'located',
  'fixed',
  'misrepaired',
  'right',
  'untellable',
  'oneError',
  'severalErrors',
  'mostErrors',
] as const;
const head = ['area'.padEnd(60), ...columns.map((c) => c.padStart(14))].join('');

function line(name: string, counts: Counts): string {
  return [name.padEnd(60), ...columns.map((c) => String(counts[c]).padStart(14))].join('');
}
