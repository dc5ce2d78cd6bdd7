import { hasErrors, type Checked } from '../../../base/diagnostic.js';
import { languageOf } from '../../../draft/texts.js';
import { readDecisions } from '../../../gates/read-decisions.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { parseDocument } from '../../../dsl/parse.js';
import { newSpecFiles, titleOf } from '../../../stages/spec/requirement.js';
import { takenNames } from '../../../workspace/archive.js';
import { inside } from '../../../workspace/files/inside.js';
import { readBytes } from '../../../workspace/files/read-text.js';
import { locked } from '../../../workspace/files/lock.js';
import { specNames, type Project } from '../../../workspace/project.js';
import { readSpec, type Spec } from '../../../workspace/spec.js';
import type { RetireOptions } from '../../commands/retire.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, type Work } from '../../project/project.js';
import { gateTrouble } from '../../troubles/gate.js';
import { checkShortName, newName } from '../../project/new-name.js';
import { writeSpec } from './write-spec.js';

/**
 * A spec that changes what another has delivered. To modify begins with its documents and tests, which
 * satisfy the new requirement; to retire begins with none. What it replaces stays as it is, decisions
 * included: the tables' definitions are compared with those last accepted.
 */
export async function makeChange(
  session: Session,
  { project, language }: Work,
  kind: 'modify' | 'retire',
  asked: string,
  text: string,
  { name: short }: { readonly name?: string },
): Promise<Outcome> {
  const changed = await specNamed(project, asked);
  const [old, found] = await readDelivered(project, changed);
  if (old === undefined) return findings(found, { spec: changed });
  const names = await takenNames(project);
  const name = newName(names, short, `${changed.replace(/^\d+-/, '').slice(0, 32)}-${kind}`);
  const made = new Map<string, string | Uint8Array>(
    newSpecFiles({
      text,
      title: titleOf(text),
      name,
      kind,
      changes: changed,
      language: languageOf(text),
      targets: old.meta.targets ?? [],
    }),
  );
  if (kind === 'modify')
    for (const [path, content] of [...begin(old, text), ...(await rowsOf(project, old))])
      made.set(path, content);
  else made.set('solution.md', await retirement(project, old, language === 'zh'));
  const outcome = await writeSpec(session, project, name, made, {
    next: `dataagent run ${name}`,
    data: { changes: changed },
  });
  return { ...outcome, diagnostics: found };
}

/** A spec that is to be changed, where its files have no errors; throws where nobody has accepted it. */
export async function readDelivered(project: Project, name: string): Promise<Checked<Spec>> {
  const [spec, found] = await readSpec(project, name);
  if (spec === undefined || hasErrors(found)) return [undefined, found];
  checkDelivered(project, spec);
  return [spec, found];
}

/** What nobody has accepted is changed where it stands; where the project holds no acceptance, nobody can tell. */
function checkDelivered({ config }: Project, { name, approvals }: Spec): void {
  if (!config.gates.includes('G4')) return;
  const [filed = []] = readDecisions(name, approvals);
  const accepted = filed.some(({ decision: d }) => d.gate === 'G4' && d.decision === 'approved');
  if (!accepted) throw gateTrouble('not-delivered', { spec: name });
}

/**
 * Documents and tests of the old spec. Its documents satisfy the one new requirement once somebody has
 * changed them; until then they are open, and nothing is generated.
 */
function begin(
  { folder, documents, proofs }: Spec,
  wanted: string,
): readonly (readonly [string, string])[] {
  const question =
    languageOf(wanted) === 'zh'
      ? '文档还是原来的：按需求修改后去掉这个问题'
      : 'the document is still the old one: change it as required, then take this question out';
  const open = [{ about: titleOf(wanted), question, at: '', options: [] }] as const;
  const within = (file: string): string => file.slice(folder.length + 1);
  return [
    ...documents.map(({ file, text }) => {
      const document = parseDocument(text)[0]?.document;
      const changed =
        document === undefined
          ? text
          : formatDocument({ ...document, satisfies: ['REQ-001'], unresolved: open });
      return [within(file), changed] as const;
    }),
    ...proofs.map(({ file, text }) => [within(file), text] as const),
  ];
}

/** The files of rows that its cases name, byte for byte. */
async function rowsOf(
  { root }: Project,
  { folder, rowFiles }: Spec,
): Promise<readonly (readonly [string, Uint8Array])[]> {
  return Promise.all(
    rowFiles.map(
      async ({ file }) =>
        [file.slice(folder.length + 1), await readBytes(await inside(root, file))] as const,
    ),
  );
}

/** What goes, and which specs read it. */
async function retirement(project: Project, old: Spec, zh: boolean): Promise<string> {
  const tables = old.meta.targets ?? [];
  const readers: string[] = [];
  for (const name of await specNames(project)) {
    const [spec] = name === old.name ? [undefined] : await readSpec(project, name);
    const lineage = (spec?.generated ?? []).filter((g) => g.file.endsWith('.lineage.json'));
    if (
      lineage.some(({ text }) => tables.some((t) => text.includes(`"table": ${JSON.stringify(t)}`)))
    )
      readers.push(name);
  }
  const none = zh ? '（无）' : '(none)';
  const list = (items: readonly string[]): string =>
    items.length === 0 ? none : items.map((i) => `- ${i}`).join('\n');
  return [
    `# ${zh ? '下线' : 'Retire'} ${old.name}`,
    `## ${zh ? '下线的表' : 'Tables that go'}`,
    list(tables),
    `## ${zh ? '仍在读取它们的规格' : 'Specs that still read them'}`,
    list(readers),
    '',
  ].join('\n\n');
}

/** A new spec that retires the tables of another. */
export async function retireSpec(
  session: Session,
  asked: string,
  options: RetireOptions,
): Promise<Outcome> {
  const { reason = '' } = options;
  if (reason.trim() === '') throw gateTrouble('no-reason', {});
  checkShortName(options.name);
  return inProject(session, options, (work) =>
    locked(work.project.root, 'new', () =>
      makeChange(session, work, 'retire', asked, reason, options),
    ),
  );
}
