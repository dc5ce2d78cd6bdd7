/** A step of a stage's result: what it makes, and which names it reads. */
export interface Dependent {
  readonly as: string;
  readonly reads: ReadonlySet<string>;
}

/**
 * Windows and computed columns in an order in which each comes after those it reads (S1): of the ones
 * that could come next, the one written first. `cycle` holds, where there is one, its names in the order
 * of reading, the first again at the end; none of them is in `ordered`.
 */
export function orderSteps<S extends Dependent>(
  steps: readonly S[],
): { readonly ordered: readonly S[]; readonly cycle?: readonly string[] } {
  const names = new Set(steps.map((s) => s.as));
  const done = new Set<string>();
  const ordered: S[] = [];
  const ready = (s: S): boolean =>
    !ordered.includes(s) && [...s.reads].every((r) => !names.has(r) || done.has(r));
  for (let next = steps.find(ready); next !== undefined; next = steps.find(ready)) {
    ordered.push(next);
    done.add(next.as);
  }
  const left = steps.filter((s) => !ordered.includes(s));
  return left.length === 0 ? { ordered } : { ordered, cycle: findCycle(left) };
}

/** Each of `left` reads another of them, so following the first such name must come round. */
function findCycle(left: readonly Dependent[]): readonly string[] {
  const walked: string[] = [];
  let step = left[0]!;
  while (!walked.includes(step.as)) {
    walked.push(step.as);
    const reads = step.reads;
    step = left.find((s) => reads.has(s.as)) ?? step;
  }
  return [...walked.slice(walked.indexOf(step.as)), step.as];
}
