import { clean } from '../../../base/render.js';
import { isPlainName } from '../../../base/text/name.js';
import { isProven } from '../../../gates/carried.js';
import type { Decision, Filed } from '../../../gates/decision.js';
import { decisionOf } from '../../../stages/spec/decide.js';
import { definitionsOf, namedBy, type NamedDefinition } from '../../../stages/definitions-named.js';
import { checkSpec } from '../../../stages/spec/check-spec.js';
import { generate } from '../../../stages/generate.js';
import type { Renaming } from '../../../stages/rename/mend.js';
import {
  isClean,
  renameDefinition,
  type RenameResult,
} from '../../../stages/rename/rename-definition.js';
import { isYamlWord } from '../../../stages/rename/renamed-definition.js';
import { ontologyNames, readProjectFile, specNames } from '../../../workspace/project.js';
import { locked } from '../../../workspace/files/lock.js';
import { personAt } from '../../../workspace/person.js';
import { readSpec, type Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { SpecFile } from '../../../workspace/files/yaml-documents.js';
import type { RenameOptions } from '../../commands/ontology.js';
import { decidedIn, review } from '../../project/decided.js';
import { dialectNamed } from '../../options/dialect.js';
import { ontologyTrouble } from '../../troubles/ontology.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, type Work } from '../../project/project.js';
import { unknownDefinition } from './impact.js';

/**
 * Gives an entity, an attribute, a metric or a term another name in every file that says it. Without
 * `--write` it shows what would change. Nothing that is computed may change: that is shown by the SQL of
 * every document and metric; so approvals stay, each repeated for the files as they are then.
 */
export async function renameInOntology(
  session: Session,
  old: string,
  to: string,
  options: RenameOptions,
): Promise<Outcome> {
  return inProject(
    session,
    options,
    (work) =>
      locked(work.project.root, 'new', () =>
        renamed(session, work, old, to, options.write === true),
      ),
    { cached: false },
  );
}

async function renamed(
  session: Session,
  work: Work,
  old: string,
  to: string,
  write: boolean,
): Promise<Outcome> {
  const { project, ontology } = work;
  const definition = oneNamed(work, old);
  const renaming = renamingOf(definition, to);
  const files = new Map<string, string>();
  for (const name of await ontologyNames(project))
    files.set(name, await readProjectFile(project, name));
  const specs: { readonly spec: Spec; readonly dqc?: SpecFile }[] = [];
  for (const name of await specNames(project)) {
    const [spec] = await readSpec(project, name);
    if (spec === undefined) continue;
    const dqc = project.texts.get(`${spec.folder}/dqc.yaml`);
    const file = `${spec.folder}/dqc.yaml`;
    specs.push({ spec, ...(dqc !== undefined && { dqc: { file, text: dqc } }) });
  }
  free(
    work,
    specs.map((s) => s.spec),
    renaming,
  );
  const result = await renameDefinition({
    files,
    ontology,
    specs,
    dialect: dialectNamed('duckdb'),
    definition,
    renaming,
  });
  if (!isClean(result)) {
    if (result.left.length > 0) return findings(result.left);
    throw ontologyTrouble('other-meaning', { name: to, what: result.differing });
  }
  const texts = new Map([
    ...result.changed,
    ...regenerated(
      work,
      specs.map((s) => s.spec),
      result,
    ),
  ]);
  const kept = await carried(
    work,
    result,
    specs.map((s) => s.spec),
    texts,
    renaming,
  );
  for (const { file, text } of kept) texts.set(file, text);
  session.signal.throwIfAborted();
  if (write) await writeFiles(project.root, texts);
  return shown(session, renaming, texts, write);
}

function oneNamed(work: Work, word: string): NamedDefinition {
  const found = namedBy(definitionsOf(work.ontology), word);
  const [only, second] = found;
  if (only === undefined) throw unknownDefinition(work, word);
  const names = found.map((d) => `${d.kind} ${d.name}`);
  if (second !== undefined) throw ontologyTrouble('which-definition', { name: word, found: names });
  return only;
}

function renamingOf({ kind, name, definition }: NamedDefinition, to: string): Renaming {
  if (kind !== 'entity' && kind !== 'attribute' && kind !== 'metric' && kind !== 'term')
    throw ontologyTrouble('not-renamed', { kind });
  if (!isPlainName(to) || isYamlWord(to)) throw ontologyTrouble('not-plain', { name: to });
  const owner = name.slice(0, name.length - definition.name.length - 1);
  return { kind, from: definition.name, to, ...(kind === 'attribute' && { owner }) };
}

/** A new name that nothing has yet cannot be taken for something else, wherever it will stand. */
function free({ ontology }: Work, specs: readonly Spec[], { to }: Renaming): void {
  const definitions = definitionsOf(ontology)
    .filter((d) => d.definition.name.toLowerCase() === to.toLowerCase())
    .map((d) => `${d.kind} ${d.name}`);
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${to}(?![\\p{L}\\p{N}_])`, 'iu');
  const documents = specs.flatMap((s) => s.documents).filter(({ text }) => word.test(text));
  const where = [...definitions, ...documents.map((d) => d.file)];
  if (where.length > 0) throw ontologyTrouble('name-taken', { name: to, where });
}

/** Generated files that were as made are made again: names of the ontology are names of some of their parts. */
function regenerated(
  { ontology, dialects, language }: Work,
  specs: readonly Spec[],
  result: RenameResult,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [i, spec] of specs.entries()) {
    if (spec.generated.length === 0) continue;
    const differs = checkSpec(spec, ontology, dialects, language).found.some((d) =>
      /^spec\/(?:edited|missing|leftover)-file$/.test(d.code),
    );
    if (differs) continue;
    const { files } = generate(result.specs[i]!, result.ontology!, dialects, language);
    const before = new Map(spec.generated.map(({ file, text }) => [file, text]));
    for (const [path, text] of files) {
      const file = `${spec.folder}/generated/${path}`;
      if (before.get(file) !== text) texts.set(file, text);
    }
  }
  return texts;
}

/** Approvals that stood and would not any more only because of the name, repeated for what is there then. */
async function carried(
  work: Work,
  { ontology, specs }: RenameResult,
  before: readonly Spec[],
  texts: ReadonlyMap<string, string>,
  { kind, from, to }: Renaming,
): Promise<readonly SpecFile[]> {
  const decided = await decidedIn(work.project);
  const by = await personAt(work.project.root);
  const at = new Date().toISOString();
  return before.flatMap((spec, i) => {
    const now = specs[i]!;
    const written = spec.generated.map(({ file, text }) => ({
      file,
      text: texts.get(file) ?? text,
    }));
    const was = review(work, spec, decided).gates;
    const is = review(
      { ...work, ontology: ontology! },
      { ...now, generated: written },
      decided,
    ).gates;
    return was.standings.flatMap((standing) => {
      const meaning = is.meanings.of[standing.gate];
      const next = is.standings.find((s) => s.gate === standing.gate);
      if (standing.state !== 'approved' || next === undefined || meaning === undefined) return [];
      if (next.state === 'approved') return [];
      const decision = approvalOf(was.meanings.of[standing.gate]!.hash, standing.decisions);
      if (decision === undefined) return [];
      const answer = {
        decision: 'approved',
        by: clean(by),
        at,
        carried: { decision, kind, from, to },
      } as const;
      const again = decisionOf(now, meaning, next, is, answer);
      const filed = { hash8: '', file: again.file, decision: JSON.parse(again.text) as Decision };
      return isProven(filed, meaning, standing.decisions) ? [again] : [];
    });
  });
}

function approvalOf(meaning: string, decisions: readonly Filed[]): string | undefined {
  return decisions.find(
    ({ decision }) => decision.meaning === meaning && decision.decision === 'approved',
  )?.hash8;
}

function shown(
  { language }: Session,
  { kind, from, to }: Renaming,
  texts: ReadonlyMap<string, string>,
  write: boolean,
): Outcome {
  const zh = language === 'zh';
  const paths = [...texts.keys()].toSorted();
  const approvals = paths.filter((p) => p.includes('/approvals/'));
  const lines = paths.map((p) => `${clean(p)}\n`);
  const said = write
    ? zh
      ? `已将 ${kind} ${from} 改名为 ${to}：${paths.length} 个文件，其中 ${approvals.length} 个为延续的审批\n`
      : `renamed ${kind} ${from} to ${to}: ${paths.length} files, ${approvals.length} of them approvals that go on\n`
    : zh
      ? `将 ${kind} ${from} 改名为 ${to} 会改动以上 ${paths.length} 个文件；SQL 的结果不变，审批延续。加 --write 执行\n`
      : `to rename ${kind} ${from} to ${to} changes these ${paths.length} files; what the SQL computes stays, approvals go on. --write does it\n`;
  return {
    text: [...lines, said].join(''),
    data: {
      kind,
      from,
      to,
      written: write,
      files: paths.filter((p) => !approvals.includes(p)),
      approvals,
    },
  };
}
