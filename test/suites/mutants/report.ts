import type { SuiteResult } from '../verdict.js';
import type { Verdict } from './judge.js';

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
}

/** The suite's result: counts in all, by area and by class; with `misses` what was not found or located. */
export function report(judged: readonly Judged[], json: boolean, misses: boolean): SuiteResult {
  const summary = countsOf(judged);
  const classes = [...new Set(judged.map((j) => j.mutant.class))].map((c) => ({
    area: c.area,
    class: c.name,
    ...countsOf(judged.filter((j) => j.mutant.class === c)),
    ...(c.needsRequirement !== undefined && { needsRequirement: c.needsRequirement }),
  }));
  const missed = judged.filter((j) => isMiss(j) || j.misrepaired || j.bug !== undefined);
  const failed = missed.length > 0;
  if (json)
    return {
      text: `${JSON.stringify({ summary, classes, codes: codesOf(judged) }, undefined, 1)}\n`,
      failed,
    };
  const areas = [...new Set(classes.map((c) => c.area))].map((area) =>
    line(area, countsOf(judged.filter((j) => j.mutant.class.area === area))),
  );
  const lines = [
    head,
    ...areas,
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
  return { text: [...shown.map(told), ...lines, ''].join('\n'), failed };
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
  return {
    mutants: wrong.length - untellable.length,
    found: count((j) => j.found),
    located: count((j) => j.found && j.located),
    fixed: count((j) => j.fixed),
    misrepaired: judged.filter((j) => j.misrepaired).length,
    right: right.length,
    rightByRows: right.filter((j) => !j.same).length,
    untellable: untellable.length,
  };
}

/** How often each code was found first, so that a law that no mutant trips is seen. */
function codesOf(judged: readonly Judged[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const j of judged)
    for (const code of new Set(j.findings.map((d) => d.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function told(j: Judged): string {
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
] as const;
const head = ['area'.padEnd(60), ...columns.map((c) => c.padStart(12))].join('');

function line(name: string, counts: Counts): string {
  return [name.padEnd(60), ...columns.map((c) => String(counts[c]).padStart(12))].join('');
}
