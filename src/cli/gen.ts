import { join } from 'node:path';
import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { generate, isOfForm, type Form } from '../stages/generate.js';
import { removeFile, writeAtomically } from '../workspace/files.js';
import { locked } from '../workspace/lock.js';
import type { Spec } from '../workspace/spec.js';
import type { GenOptions } from './commands/gen.js';
import { exitCodes } from './exit-codes.js';
import { genDsl } from './gen-dsl.js';
import type { Outcome, Session } from './outcome.js';
import { openAll, openSpec, type Opened } from './project.js';
import { sourcesOf } from './sources.js';

const forms: ReadonlySet<string> = new Set(['sql', 'ddl', 'dqc', 'all']);

/** Writes what a spec's documents become; nothing is written while any of them has an error. */
export async function generateForms(
  session: Session,
  form: string,
  asked: string | undefined,
  options: GenOptions,
): Promise<Outcome> {
  if (form !== 'dsl' && !forms.has(form))
    throw new Trouble(
      'cli/unknown-form',
      'usage',
      `nothing is called "${form}"`,
      'one of dsl, sql, ddl, dqc, all',
    );
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const { spec, found } = await openSpec(opened.project, asked);
  if (spec === undefined || hasErrors(found)) return findings(opened, found);
  if (form === 'dsl') return genDsl(session, opened, spec, options);
  const dry = options.dryRun === true;
  if (dry) return generateSpec(session, opened, spec, form as Form | 'all', true);
  return locked(opened.project.root, spec.name, () =>
    generateSpec(session, opened, spec, form as Form | 'all', false),
  );
}

/** Generates one form or all of a spec and writes what changed. */
export async function generateSpec(
  session: Session,
  opened: Opened,
  spec: Spec,
  form: Form | 'all',
  dry: boolean,
): Promise<Outcome> {
  const { project, ontology, dialects, language } = opened;
  const made = generate(spec.documents, ontology, dialects, language);
  const open = made.open.map(({ file, hole }) => ({ file, ...hole }));
  if (hasErrors(made.found) || open.length > 0)
    return {
      ...(await findings(opened, made.found)),
      ...(!hasErrors(made.found) && { exit: exitCodes.needsPerson }),
      data: { spec: spec.name, open },
      text: open.map((hole) => `? ${hole.question}\n`).join(''),
    };
  const wanted = [...made.files].filter(([path]) => form === 'all' || isOfForm(path, form));
  const folder = `${spec.folder}/generated`;
  const files = [];
  for (const [path, text] of wanted) {
    const file = `${folder}/${path}`;
    const changed = dry
      ? spec.generated.find((g) => g.file === file)?.text !== text
      : await writeAtomically(join(project.root, file), text);
    files.push({ file, changed });
  }
  const removed = spec.generated
    .map((g) => g.file)
    .filter((file) => !made.files.has(file.slice(folder.length + 1)));
  if (!dry) for (const file of removed) await removeFile(join(project.root, file));
  const zh = session.language === 'zh';
  const state = (changed: boolean): string =>
    changed ? (zh ? '已写入' : 'written') : zh ? '未变' : 'same';
  return {
    ...(await findings(opened, made.found)),
    text: [
      ...files.map((f) => `${state(f.changed).padEnd(zh ? 4 : 8)} ${f.file}\n`),
      ...removed.map((file) => `${zh ? '已删除' : 'removed'}  ${file}\n`),
    ].join(''),
    data: { spec: spec.name, files, removed },
  };
}

async function findings(opened: Opened, found: readonly Diagnostic[]): Promise<Outcome> {
  const sources = await sourcesOf(opened.project.texts);
  return { text: '', data: {}, diagnostics: [...opened.found, ...found], sources };
}
