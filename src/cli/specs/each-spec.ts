import type { Diagnostic } from '../../base/diagnostic.js';
import type { DeliveredTable } from '../../gates/decision.js';
import { everySpec } from '../../workspace/archive.js';
import { isAsStamped } from '../../workspace/cache/folder-stamp.js';
import { readProjectFile, type Project } from '../../workspace/project.js';
import type { Session } from '../outcome.js';
import type { Work } from '../project/project.js';
import { keptOfSpecs, type KeptOfSpec, type KeptOfSpecs } from './kept-of-specs.js';
import { ownTables } from './own-tables.js';
import type { SpecWorks } from './spec-work.js';
import { specFolder, stampOf, workOnSpecs, type OfSpec } from './work-on-specs.js';

/** What is asked of specs, and whether what an earlier command worked out may be taken. */
export interface EachSpec<K extends keyof SpecWorks> {
  readonly kind: K;
  readonly cached: boolean;
  /** Adds to what was worked out what no thread can. */
  readonly finish?: (worked: WorkedOn<K>) => WorkedOn<K>;
}

type WorkedOn<K extends keyof SpecWorks> = AsyncGenerator<OfSpec<SpecWorks[K]>>;

/**
 * What is worked out of each of some specs, in their order. What an earlier command of this user worked out
 * is taken for specs in which no file has changed, over the same ontology, settings and build, and the same
 * delivered tables. The texts that findings are shown in are read by then.
 */
export async function eachSpec<K extends keyof SpecWorks>(
  session: Session,
  work: Work,
  names: readonly string[],
  { kind, cached, finish = (worked) => worked }: EachSpec<K>,
): Promise<readonly SpecWorks[K][]> {
  const { project } = work;
  const kept = cached ? await keptOfSpecs(work, kind) : undefined;
  const { known, added, delivered } = await soFar(project, names, kept);
  const made = new Map<string, SpecWorks[K]>();
  for (const name of names) {
    const one = known.get(name);
    if (one?.made !== undefined && isAgainst(one, delivered)) made.set(name, one.made);
  }
  const fresh = names.filter((name) => !made.has(name));
  const asked = { view: { ...work, delivered }, kind, signal: session.signal };
  for await (const { name, stamp, own, about, made: one } of finish(workOnSpecs(asked, fresh))) {
    made.set(name, one);
    const against = about.map((table) => [table, delivered.get(table) ?? null] as const);
    if (stamp !== undefined) added.set(name, { stamp, own, made: one, against });
  }
  if (added.size > 0) await kept?.keep(new Map([...known, ...added]));
  const all = names.map((name) => made.get(name)!);
  await readTexts(project, all);
  return all;
}

/**
 * What is known of all specs before any work: those that are as they were kept, and the tables that
 * decisions have delivered. Decisions of specs that no work is asked of are kept as well.
 */
async function soFar<T>(
  project: Project,
  names: readonly string[],
  kept: KeptOfSpecs<T> | undefined,
) {
  const asked = new Set(names);
  const known = new Map<string, KeptOfSpec<T>>();
  const added = new Map<string, KeptOfSpec<T>>();
  const delivered = new Map<string, DeliveredTable>();
  for (const path of await everySpec(project)) {
    const before = kept?.of.get(path);
    const same = before !== undefined && isAsStamped(specFolder(project, path), before.stamp);
    if (same) known.set(path, before);
    const stamp =
      same || kept === undefined || asked.has(path) ? undefined : stampOf(project, path);
    const own = same ? before.own : await ownTables(project, path);
    if (stamp !== undefined) added.set(path, { stamp, own, against: [] });
    for (const [table, form] of own.delivered) delivered.set(table, form);
    for (const table of own.retired) delivered.delete(table);
  }
  return { known, added, delivered };
}

function isAgainst(
  { against }: KeptOfSpec<unknown>,
  delivered: ReadonlyMap<string, DeliveredTable>,
): boolean {
  return against.every(
    ([table, form]) => JSON.stringify(delivered.get(table) ?? null) === JSON.stringify(form),
  );
}

/** Texts that findings are shown in, where they were not read before. */
async function readTexts(
  project: Project,
  all: readonly { readonly found: readonly Diagnostic[] }[],
): Promise<void> {
  const files = new Set(all.flatMap(({ found }) => found.flatMap((d) => d.file ?? [])));
  for (const path of files)
    if (!project.texts.has(path)) await readProjectFile(project, path).catch(() => '');
}
