import { hasErrors } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { check } from '../../../compile.js';
import type { Ontology } from '../../../ontology/model.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import {
  memoryFile,
  memoryFolders,
  readMemory,
  type MemoryPlace,
  type Remembered,
} from '../../../workspace/memory.js';
import { privateFolder } from '../../../workspace/files/private-folder.js';
import { documentName } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { findings, type CommonOptions, type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

/** What is remembered for everybody and for this user, and whether today's ontology still allows it. */
export async function listMemory(session: Session, options: CommonOptions): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const all = await remembered(work);
    const zh = session.language === 'zh';
    const entries = all.map(({ name, place, requirement, document }) => ({
      name,
      place,
      requirement,
      holds: holds(document, work.ontology),
    }));
    const lines = entries.map((e) => {
      const state = e.holds
        ? ''
        : zh
          ? '（已不符合本体，不再使用）'
          : ' (no longer holds; not used)';
      return `${clean(e.name)} (${e.place})  ${clean(e.requirement.split('\n')[0] ?? '')}${state}\n`;
    });
    return { text: lines.join(''), data: { memory: entries } };
  });
}

/** Remembers the documents of a spec for this user. */
export async function keepSpec(
  session: Session,
  asked: string,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    return withSpec(work.project, name, async (spec) => {
      const said = requirementText(spec.requirement?.text ?? '');
      if (said === '') throw cliTrouble('no-requirement', {});
      const wrong = spec.documents.flatMap(({ text }) => check(text, work.ontology)[1]);
      if (hasErrors(wrong)) return findings(wrong, { spec: name });
      const files = spec.documents.map(({ file, text }) =>
        memoryFile('local', `${name}-${documentName(file)}`, said, text),
      );
      return written(work, files);
    });
  });
}

/** Copies one thing from the other place to `to`: only what still holds. */
export async function moveMemory(
  session: Session,
  name: string,
  to: MemoryPlace,
  options: CommonOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const from = (await remembered(work)).filter((r) => r.place !== to);
    const one = from.find((r) => r.name === name);
    if (one === undefined)
      throw cliTrouble('unknown-word', { word: name, known: from.map((r) => r.name) });
    const [, wrong] = check(one.document, work.ontology);
    if (hasErrors(wrong)) {
      const file = `${memoryFolders[one.place]}/${one.name}.json`;
      return findings(
        wrong.map((d) => ({ ...d, file, path: `/document${d.path}` as const })),
        { name },
      );
    }
    return written(work, [memoryFile(to, name, one.requirement, one.document)]);
  });
}

async function remembered({ project }: Work): Promise<readonly Remembered[]> {
  return [...(await readMemory(project, 'shared')), ...(await readMemory(project, 'local'))];
}

function holds(document: string, ontology: Ontology): boolean {
  return !hasErrors(check(document, ontology)[1]);
}

async function written(
  { project }: Work,
  files: readonly (readonly [string, string])[],
): Promise<Outcome> {
  await privateFolder(project.root, 'memory');
  await writeFiles(project.root, new Map(files));
  const paths = files.map(([path]) => path);
  return { text: paths.map((p) => `${clean(p)}\n`).join(''), data: { files: paths } };
}
