import { join } from 'node:path';
import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import { sha256 } from '../../base/sha256.js';
import type { DeliveredTable } from '../../gates/decision.js';
import { readDecisions } from '../../gates/read-decisions.js';
import type { Writer } from '../../stages/overlaps.js';
import type { Sound } from '../../stages/prepare-document.js';
import { deliveredBy, retiredBy } from '../../stages/spec/spec-gates.js';
import { everySpec, ownName } from '../../workspace/archive.js';
import { cachePlace, type CachePlace } from '../../workspace/cache/cache-place.js';
import { budgetFindings, secretFindings } from '../../workspace/files/file-findings.js';
import { folderStamp } from '../../workspace/cache/folder-stamp.js';
import { keepResults, keptResults } from '../../workspace/cache/kept-results.js';
import { readProjectFile } from '../../workspace/project.js';
import { documentName, readSpec, specApprovals } from '../../workspace/spec.js';
import { bindSql } from '../actions/bind-sql.js';
import { checkTasks } from './check-tasks.js';
import { review, type Decided } from './decided.js';
import type { Session } from '../outcome.js';
import type { Work } from './project.js';

/** What a check says of one spec. */
export interface SpecChecked {
  readonly found: readonly Diagnostic[];
  readonly summary: {
    readonly spec: string;
    readonly ok: boolean;
    readonly documents: number;
    readonly open: readonly object[];
  };
  readonly writer?: Writer;
}

/** As it is kept: with what it was made of beyond what all specs share. */
interface Kept extends SpecChecked {
  readonly stamp: string;
  /** Tables that its decisions delivered and took away. */
  readonly delivered: readonly (readonly [string, DeliveredTable])[];
  readonly retired: readonly string[];
  /** The tables it is about, as they were delivered when it was checked. */
  readonly against: readonly (readonly [string, DeliveredTable | null])[];
}

/** So many specs are checked before their documents are bound and forgotten: what is held at once stays small. */
const batch = 100;

const file = 'checks.json';

/**
 * Checks specs one after another. What an earlier check of this user found is taken for specs in which no
 * file has changed, over the same ontology, settings and build, and the same delivered tables; `cached`
 * says whether it may be.
 */
export async function checkSpecs(
  session: Session,
  work: Work,
  names: readonly string[],
  cached: boolean,
): Promise<readonly SpecChecked[]> {
  const place = cached ? await cachePlace(work.project.root) : undefined;
  const head = place === undefined ? '' : headOf(work, place);
  const kept =
    place === undefined ? new Map<string, Kept>() : await keptResults<Kept>(place, file, head);
  const stamps = new Map<string, string>();
  const decisions = new Map<string, Pick<Kept, 'delivered' | 'retired'>>();
  const delivered = new Map<string, DeliveredTable>();
  for (const path of await everySpec(work.project)) {
    const stamp = place && folderStamp(join(work.project.root, work.project.config.specs, path));
    if (stamp !== undefined) stamps.set(path, stamp);
    const known = kept.get(path);
    const own =
      known !== undefined && known.stamp === stamp ? known : await decisionsOf(work, path);
    decisions.set(path, own);
    for (const [table, form] of own.delivered) delivered.set(table, form);
    for (const table of own.retired) delivered.delete(table);
  }
  const results = new Map<string, SpecChecked>();
  const fresh: string[] = [];
  for (const name of names) {
    const known = kept.get(name);
    if (known !== undefined && known.stamp === stamps.get(name) && isAgainst(known, delivered))
      results.set(name, known);
    else fresh.push(name);
  }
  const made = new Map<string, Kept>();
  for (let i = 0; i < fresh.length; i += batch) {
    const some = fresh.slice(i, i + batch);
    for (const [name, one] of await checkSome(session, work, some, { decisions: [], delivered })) {
      results.set(name, one);
      const stamp = stamps.get(name);
      if (stamp === undefined) continue;
      const about = [...(one.writer?.tables ?? []), ...one.retiring];
      const against = about.map((t) => [t, delivered.get(t) ?? null] as const);
      const { found, summary, writer } = one;
      made.set(name, {
        found,
        summary,
        ...(writer !== undefined && { writer }),
        stamp,
        ...decisions.get(name)!,
        against,
      });
    }
  }
  const all = names.map((name) => results.get(name)!);
  if (place !== undefined && made.size > 0) {
    const still = [...kept].filter(([name]) => stamps.has(name));
    await keepResults(place, file, head, new Map([...still, ...made]));
  }
  await readTexts(work, all);
  return all;
}

/** What every result depends on beside its own spec. */
function headOf({ project, language, dialects }: Work, { build }: CachePlace): string {
  const folder = `${project.config.ontology}/`;
  const texts = [...project.texts].filter(([path]) => path.startsWith(folder));
  const ontology = texts.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const shared = [project.config, language, dialects.map((d) => d.name), ontology];
  return JSON.stringify({ build, shared: sha256(JSON.stringify(shared)) });
}

async function decisionsOf(
  { project }: Work,
  path: string,
): Promise<Pick<Kept, 'delivered' | 'retired'>> {
  const [filed = []] = readDecisions(ownName(path), await specApprovals(project, path));
  return { delivered: [...deliveredBy(filed)], retired: retiredBy(filed) };
}

function isAgainst({ against }: Kept, delivered: ReadonlyMap<string, DeliveredTable>): boolean {
  return against.every(
    ([table, form]) => JSON.stringify(delivered.get(table) ?? null) === JSON.stringify(form),
  );
}

/** Checks some specs, and binds their documents together; their texts are let go of where nothing was found. */
async function checkSome(
  session: Session,
  work: Work,
  names: readonly string[],
  decided: Decided,
): Promise<ReadonlyMap<string, SpecChecked & { readonly retiring: readonly string[] }>> {
  const before = new Set(work.project.texts.keys());
  const sound: Sound[] = [];
  const checked = [];
  for (const name of names) {
    session.signal.throwIfAborted();
    const one = await checkOne(session, work, name, decided);
    sound.push(...one.sound);
    checked.push({ name, one });
  }
  const own = new Map([...work.project.texts].filter(([path]) => !before.has(path)));
  const more = [...secretFindings(own), ...(await bindSql(session, sound, work.ontology))];
  const made = new Map(
    checked.map(({ name, one: { sound: _sound, ...one } }) => {
      const folder = `${work.project.config.specs}/${name}/`;
      const found = [...one.found, ...more.filter((d) => d.file?.startsWith(folder) === true)];
      return [name, { ...one, found }] as const;
    }),
  );
  const shown = new Set([...made.values()].flatMap(({ found }) => found.map((d) => d.file)));
  for (const path of own.keys()) if (!shown.has(path)) work.project.texts.delete(path);
  return made;
}

async function checkOne(session: Session, work: Work, name: string, decided: Decided) {
  const [spec, problems] = await readSpec(work.project, name);
  if (spec === undefined)
    return {
      found: problems,
      summary: { spec: name, ok: false, documents: 0, open: [] },
      sound: [],
      retiring: [],
    };
  const { generated, found, gates } = review(work, spec, decided);
  const { changes } = spec.meta;
  const ofTasks = await checkTasks(session, work, spec);
  const all = [...problems, ...found, ...ofTasks, ...budgetFindings(spec)];
  const open = generated.open.map(({ file: path, hole }) => ({ file: path, ...hole }));
  const ok = !hasErrors(all) && open.length === 0;
  const sound = spec.documents.flatMap(({ file: path }): readonly Sound[] => {
    const made = generated.checked.get(documentName(path));
    return made === undefined ? [] : [{ file: path, checked: made }];
  });
  return {
    found: all,
    summary: { spec: name, ok, documents: spec.documents.length, open },
    sound,
    retiring: spec.meta.targets ?? [],
    writer: {
      spec: name,
      folder: spec.folder,
      tables: Object.keys(gates.meanings.tables),
      ...(changes !== undefined && { changes }),
    },
  };
}

/** Texts that findings are shown in, where they were not read for this check. */
async function readTexts({ project }: Work, all: readonly SpecChecked[]): Promise<void> {
  const files = new Set(all.flatMap(({ found }) => found.flatMap((d) => d.file ?? [])));
  for (const path of files)
    if (!project.texts.has(path)) await readProjectFile(project, path).catch(() => '');
}
