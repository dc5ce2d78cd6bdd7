import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildId } from '../../workspace/build-id.js';
import { folderStamp, type FolderStamp } from '../../workspace/cache/folder-stamp.js';
import type { Project } from '../../workspace/project.js';
import { ownTables, type OwnTables } from './own-tables.js';
import { specWorks, type SpecView, type SpecWorks, type WorkedOut } from './spec-work.js';

/** What was worked out of a spec, and what it was made of. */
export interface OfSpec<T> extends WorkedOut<T> {
  readonly name: string;
  /** Taken before anything was read; absent where its files changed just then. */
  readonly stamp?: FolderStamp;
  readonly own: OwnTables;
}

/** One work on specs. */
export interface Asked<K extends keyof SpecWorks> {
  readonly view: SpecView;
  readonly kind: K;
  readonly signal: AbortSignal;
}

/** So many specs go to a thread at once. */
const portion = 50;

/** Fewer specs than this are done before a second thread has read the ontology. */
const worthThreads = 200;

/** More threads would hold more than a gigabyte. */
const mostThreads = 4;

/**
 * Does some work on each spec, in their order: in several threads where there are many specs and more than
 * one processor. What comes of it is the same, and so is the trouble that ends it: that of the first spec
 * that has one.
 */
export async function* workOnSpecs<K extends keyof SpecWorks>(
  asked: Asked<K>,
  names: readonly string[],
): AsyncGenerator<OfSpec<SpecWorks[K]>> {
  const { view, kind, signal } = asked;
  const threads = Math.min(availableParallelism(), mostThreads);
  if (names.length < worthThreads || threads < 2 || buildId() === undefined) {
    for (const name of names) {
      signal.throwIfAborted();
      yield await workOnSpec(view, kind, name);
    }
    return;
  }
  const { workInThreads } = await import('./work-in-threads.js');
  const count = Math.ceil(names.length / portion);
  const jobs = Array.from({ length: count }, (_, i) => names.slice(i * portion, (i + 1) * portion));
  for await (const some of workInThreads(asked, jobs, threads)) yield* some;
}

/** Does it on one spec. */
export async function workOnSpec<K extends keyof SpecWorks>(
  view: SpecView,
  kind: K,
  name: string,
): Promise<OfSpec<SpecWorks[K]>> {
  const stamp = stampOf(view.project, name);
  const own = await ownTables(view.project, name);
  const worked: WorkedOut<SpecWorks[K]> = await specWorks[kind](view, name);
  return { ...worked, name, own, ...(stamp !== undefined && { stamp }) };
}

/** The stamp of a spec's folder. */
export function stampOf(project: Project, name: string): FolderStamp | undefined {
  return folderStamp(specFolder(project, name));
}

/** The folder of a spec. */
export function specFolder({ root, config }: Project, name: string): string {
  return join(root, config.specs, name);
}
