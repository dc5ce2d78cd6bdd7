import { sha256 } from '../../base/sha256.js';
import type { DeliveredTable } from '../../gates/decision.js';
import { cachePlace, type CachePlace } from '../../workspace/cache/cache-place.js';
import { hashedFiles } from '../../workspace/cache/file-stamps.js';
import type { FolderStamp } from '../../workspace/cache/folder-stamp.js';
import { keepResults, keptResults } from '../../workspace/cache/kept-results.js';
import { ontologyNames } from '../../workspace/project.js';
import type { Work } from '../project/project.js';
import type { OwnTables } from './own-tables.js';
import type { SpecWorks } from './spec-work.js';

/** What is kept of a spec. */
export interface KeptOfSpec<T> {
  readonly stamp: FolderStamp;
  readonly own: OwnTables;
  /** What was worked out of it; absent where only its decisions were asked for. */
  readonly made?: T;
  /** The tables it is about, as they were delivered then. */
  readonly against: readonly (readonly [string, DeliveredTable | null])[];
}

/** What is kept of all specs, by their paths below the folder of specs, and where. */
export interface KeptOfSpecs<T> {
  readonly of: ReadonlyMap<string, KeptOfSpec<T>>;
  readonly keep: (all: ReadonlyMap<string, KeptOfSpec<T>>) => Promise<void>;
}

const files: Readonly<Record<keyof SpecWorks, string>> = {
  check: 'checks.json',
  status: 'statuses.json',
};

/** What this user's own commands kept of one work on specs; undefined where nothing may be kept. */
export async function keptOfSpecs<K extends keyof SpecWorks>(
  work: Work,
  kind: K,
): Promise<KeptOfSpecs<SpecWorks[K]> | undefined> {
  const place = await cachePlace(work.project.root);
  if (place === undefined) return undefined;
  const head = await headOf(work, place, kind);
  return {
    of: await keptResults(place, files[kind], head),
    keep: (all) => keepResults(place, files[kind], head, all),
  };
}

/** What every result depends on beside its own spec. */
async function headOf(
  { project, language, dialects }: Work,
  place: CachePlace,
  kind: keyof SpecWorks,
): Promise<string> {
  const names = await ontologyNames(project);
  // A check has read all texts by now, and believes no times of theirs.
  const believed = kind === 'check' ? undefined : place;
  const texts = names.map((file) => project.texts.get(file));
  const hashes = texts.every((text) => text !== undefined)
    ? texts.map(sha256)
    : (await hashedFiles(project, names, believed)).files.map(({ hash }) => hash);
  const ontology = names.map((file, i) => [file, hashes[i]]);
  const shared = [project.config, language, dialects.map((d) => d.name), ontology];
  return JSON.stringify({ build: place.build, shared: sha256(JSON.stringify(shared)) });
}
