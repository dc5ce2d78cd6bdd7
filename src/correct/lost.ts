import { at, type Diagnostic, type JsonPointer } from '../base/diagnostic.js';
import { claimsOf, type Claim, type Claims } from './claims.js';
import { conditionText, covers } from './condition-covers.js';
import { correctDiagnostic } from './diagnostics.js';
import { isWithin, parentOf, valueAt } from './value-at.js';

/**
 * What a repaired document no longer says of what the original did: measures, keys, columns, conditions,
 * time ranges, the population, order and limit of each stage, and the settings of the table. What stood
 * at one of the asked places may be said otherwise, as long as something of its kind is still there.
 */
export function lostBetween(
  before: unknown,
  after: unknown,
  asked: readonly JsonPointer[],
): readonly Diagnostic[] {
  const stages = valueAt(before, '/stages');
  const count = Array.isArray(stages) ? stages.length : 0;
  return [
    ...Array.from({ length: count }, (_, i) => at('/stages', i)).flatMap((path) => {
      const was = claimsOf(valueAt(before, path), path);
      const now = claimsOf(valueAt(after, path), path);
      return [
        ...lostOutputs(was, now, asked),
        ...lostConditions(was, now, asked),
        ...lostTimes(was, now, asked, path),
        ...lostRest(was, now, path),
      ];
    }),
    ...lostSettings(before, after),
  ];
}

function lost(what: string, { text, path }: Omit<Claim, 'kind'>): Diagnostic {
  return correctDiagnostic('loses-meaning', path, { what, text: text.slice(0, 80) });
}

/** Names may change only where they were asked for, and never become fewer. */
function lostOutputs(
  was: Claims,
  now: Claims,
  asked: readonly JsonPointer[],
): readonly Diagnostic[] {
  return (['measure', 'key', 'column'] as const).flatMap((kind) => {
    const old = was.outputs.filter((o) => o.kind === kind);
    const made = now.outputs.filter((o) => o.kind === kind);
    const gone = old.filter((o) => !made.some((m) => m.text === o.text));
    const added = made.filter((m) => !old.some((o) => o.text === m.text)).length;
    const renamed = gone.filter((o) => isAsked(o.path, asked));
    const excused = new Set(renamed.slice(0, added));
    return gone.filter((o) => !excused.has(o)).map((o) => lost(kind, o));
  });
}

function lostConditions(
  was: Claims,
  now: Claims,
  asked: readonly JsonPointer[],
): readonly Diagnostic[] {
  const left = [...now.conditions];
  const take = (fits: (text: string) => boolean): boolean => {
    const index = left.findIndex((c) => fits(c.text));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  };
  // Those that are the same come first, so that a changed one is never taken for them.
  const changed = was.conditions.filter(
    (c) => !take((text) => conditionText(text) === conditionText(c.text)),
  );
  return changed
    .filter((c) => !(isAsked(c.path, asked) && take((text) => covers(c.text, text))))
    .map((c) => lost('condition', c));
}

/** A range may move between a stage and its measures; where it was asked for, its numbers must stay. */
function lostTimes(
  was: Claims,
  now: Claims,
  asked: readonly JsonPointer[],
  stage: JsonPointer,
): readonly Diagnostic[] {
  const own = (t: Claim): boolean => t.path === `${stage}/${lastOf(t.path)}`;
  const ofStage = now.times.find(own);
  const measures = now.outputs.filter((o) => o.kind === 'measure');
  const all = measures.length > 0 && now.times.filter((t) => !own(t)).length >= measures.length;
  return was.times
    .filter((t) => {
      if (now.times.some((n) => n.text === t.text)) return false;
      const here = now.times.find((n) => parentOf(n.path) === parentOf(t.path));
      const moved = own(t) ? (all ? now.times[0] : undefined) : ofStage;
      const instead = here ?? moved;
      return instead === undefined || !isAsked(t.path, asked) || !sameNumbers(t.text, instead.text);
    })
    .map((t) => lost('time', t));
}

function lostRest(was: Claims, now: Claims, path: JsonPointer): readonly Diagnostic[] {
  return [
    ...(was.population !== undefined && now.population === undefined
      ? [lost('population', { text: was.population, path })]
      : []),
    ...(was.limit !== undefined && (now.limit === undefined || !sameNumbers(was.limit, now.limit))
      ? [lost('limit', { text: was.limit, path })]
      : []),
    ...(was.order && !now.order ? [lost('order', { text: 'order', path })] : []),
  ];
}

function lostSettings(before: unknown, after: unknown): readonly Diagnostic[] {
  const settings = ['layer', 'write', 'partition', 'key', 'lifecycle', 'domain'];
  return settings.flatMap((name) => {
    const path = at('/target', name);
    const value = valueAt(before, path);
    const gone = value !== undefined && value !== null && valueAt(after, path) === undefined;
    return gone ? [lost('setting', { text: name, path })] : [];
  });
}

function isAsked(path: JsonPointer, asked: readonly JsonPointer[]): boolean {
  return asked.some((place) => isWithin(path, place) || isWithin(place, path));
}

/** Every number of a text stands in the other; a hole stands for any. */
function sameNumbers(before: string, after: string): boolean {
  if (after.includes('"?"')) return true;
  const numbers = new Set(after.match(/\d+/g));
  return (before.match(/\d+/g) ?? []).every((n) => numbers.has(n));
}

function lastOf(path: JsonPointer): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
