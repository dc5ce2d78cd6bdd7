import type { Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { steps } from '../base/diagnostic.js';
import type { Document, Stage } from '../dsl/document.js';

/** Said of every measure of a stage, where it is the stage that lacks something. */
const ofStage = new Set(['bind/no-from', 'bind/needs-by']);

/** Errors after which the columns of a stage are not the ones that were meant. */
const hidesColumns = new Set(['bind/needs-by', 'bind/union-columns']);

/** Said of columns of a stage that is read. */
const ofColumns = new Set([
  'bind/unknown-name',
  'bind/unknown-result',
  'bind/union-columns',
  'bind/name-taken',
]);

/**
 * Findings without those that only follow from another one, so that one mistake is one error: what is said
 * again of each measure; names of columns that an earlier stage would have without its error; keys of
 * names that are none. What is left out is found again where it was a mistake of its own.
 */
export function withoutConsequences(
  found: readonly Diagnostic[],
  document: Document,
): readonly Diagnostic[] {
  const hidden = stagesOfHiddenColumns(found, document.stages);
  const wrong = (path: JsonPointer): boolean => found.some((d) => isWrongName(d, path));
  const has = (code: string, stage: number | undefined): boolean =>
    found.some((d) => d.code === `bind/${code}` && stageOf(d.path) === stage);
  const seen = new Set<string>();
  return found.filter((d) => {
    if (d.file !== undefined) return true;
    const repeated = repetitionOf(d);
    if (repeated !== undefined && seen.has(repeated)) return false;
    if (repeated !== undefined) seen.add(repeated);
    const stage = stageOf(d.path);
    switch (d.code) {
      case 'bind/match-key':
        return !wrong(d.path) && !isOfWrongStage(d, found, document.stages);
      case 'bind/unknown-entity-path':
        // Where names start is what "from" says.
        return !has('no-from', stage);
      case 'bind/other-key':
        return !wrong(d.path);
      case 'bind/no-key':
        return !found.some((other) => other.severity === 'error' && isOfStage(other));
      case 'bind/unknown-name':
        if (isOfUnknownMatch(d, found, document.stages)) return false;
        break;
      case 'bind/unknown-result':
        if (has('needs-by', stage)) return false;
        break;
      default:
    }
    return !(ofColumns.has(d.code) && readsHidden(d, hidden, document.stages));
  });
}

/** What a finding says once, whatever measure it is said of. */
function repetitionOf({ code, severity, path, offset, length }: Diagnostic): string | undefined {
  if (ofStage.has(code)) return `${code} ${stageOf(path) ?? ''}`;
  if (code === 'bind/no-as-of') return code;
  // Of the same characters the first error is the cause: a name that is none has no type either.
  return severity === 'error' && offset !== undefined
    ? `${path} ${offset} ${length ?? ''}`
    : undefined;
}

/** Names of the stages whose columns an error hides, and of those that pass them on. */
function stagesOfHiddenColumns(
  found: readonly Diagnostic[],
  stages: readonly Stage[],
): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const [i, stage] of stages.entries()) {
    const shown = `/stages/${i}/show/`;
    const cause = found.some(
      (d) =>
        (stageOf(d.path) === i && hidesColumns.has(d.code)) ||
        (d.code === 'bind/unknown-result' && d.path.startsWith(shown)),
    );
    const passed = stage.union ?? (stage.by === undefined ? [stage.from ?? ''] : []);
    if (cause || passed.some((name) => hidden.has(name))) hidden.add(stage.name);
  }
  return hidden;
}

/** Whether a finding is about columns of an earlier stage that an error hides. */
function readsHidden(
  { path, params }: Diagnostic,
  hidden: ReadonlySet<string>,
  stages: readonly Stage[],
): boolean {
  if (hidden.size === 0) return false;
  const own = stages[stageOf(path) ?? -1];
  // The stage's own error is the cause, not what follows from it.
  const names = [params['of'], params['stage'], params['first']].filter((n) => n !== own?.name);
  if (names.some((name) => typeof name === 'string' && hidden.has(name))) return true;
  return (
    [own?.from, ...(own?.union ?? [])].some((n) => n !== undefined && hidden.has(n)) &&
    params['by'] !== undefined
  );
}

/** A match of rows whose stage has an error: its key is not known because of that. */
function isOfWrongStage(
  { path }: Diagnostic,
  found: readonly Diagnostic[],
  stages: readonly Stage[],
): boolean {
  const [, index, , match] = steps(path);
  const to = stages[Number(index)]?.match?.[Number(match)]?.to;
  const read = stages.findIndex((s) => s.name === to);
  return read >= 0 && found.some((d) => d.severity === 'error' && stageOf(d.path) === read);
}

/** A name that is that of a match whose source nothing is called. */
function isOfUnknownMatch(
  { path, params }: Diagnostic,
  found: readonly Diagnostic[],
  stages: readonly Stage[],
): boolean {
  const stage = stageOf(path);
  const match = stages[stage ?? -1]?.match?.findIndex((m) => (m.as ?? m.to) === params['name']);
  const to = `/stages/${stage ?? ''}/match/${match ?? ''}/to`;
  return found.some((d) => d.code === 'bind/unknown-source' && d.path === to);
}

/** A name, right at a place or below it, that nothing has. */
function isWrongName({ code, path }: Diagnostic, place: JsonPointer): boolean {
  return (
    ['bind/unknown-name', 'bind/unknown-result'].includes(code) && path.startsWith(`${place}/`)
  );
}

function isOfStage({ path }: Diagnostic): boolean {
  return stageOf(path) !== undefined;
}

function stageOf(path: JsonPointer): number | undefined {
  const [list, index] = steps(path);
  return list === 'stages' && index !== undefined ? Number(index) : undefined;
}
