import { hasErrors } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { generate, isOfForm, type Form } from '../../../stages/generate.js';
import { locked } from '../../../workspace/files/lock.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { GenOptions } from '../../commands/gen.js';
import { day } from '../../options/option-values.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';
import { genDsl } from './gen-dsl.js';
import { genTemplate } from './gen-template.js';

const forms = ['dsl', 'sql', 'ddl', 'dqc', 'all'] as const;

/** Writes the DSL of a spec, or what its documents become, under the spec's lock. */
export async function generateForms(
  session: Session,
  asked: string,
  spec: string | undefined,
  options: GenOptions,
): Promise<Outcome> {
  const form = forms.find((f) => f === asked);
  if (form === undefined) throw cliTrouble('unknown-word', { word: asked, known: forms });
  day(options.asOf, '--as-of');
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, spec);
    const dry = options.dryRun === true;
    const generateIn = (): Promise<Outcome> =>
      withSpec(work.project, name, (read) =>
        form === 'dsl'
          ? (options.template === undefined ? genDsl : genTemplate)(session, work, read, options)
          : generateSpec(session, work, read, form, dry),
      );
    return dry ? generateIn() : locked(work.project.root, name, generateIn);
  });
}

/** Writes one form of a spec's documents or all; nothing while any of them has an error or a hole. */
export async function generateSpec(
  session: Session,
  { project, ontology, dialects, language }: Work,
  spec: Spec,
  form: Form | 'all',
  dry: boolean,
): Promise<Outcome> {
  const made = generate(spec, ontology, dialects, language);
  const open = made.open.map(({ file, hole }) => ({ file, ...hole }));
  if (hasErrors(made.found)) return findings(made.found, { spec: spec.name, open });
  if (open.length > 0)
    return {
      ...findings(made.found, { spec: spec.name, open, next: `dataagent clarify ${spec.name}` }),
      ending: 'needs-person',
      text: [
        ...open.map((hole) => `? ${clean(hole.question)}\n`),
        `${session.language === 'zh' ? '下一步' : 'next'}: dataagent clarify ${spec.name}\n`,
      ].join(''),
    };
  session.signal.throwIfAborted();
  const folder = `${spec.folder}/generated`;
  const wanted = new Map(
    [...made.files].flatMap(([path, text]) =>
      form === 'all' || isOfForm(path, form) ? [[`${folder}/${path}`, text] as const] : [],
    ),
  );
  const removed = spec.generated
    .map((g) => g.file)
    .filter((file) => !made.files.has(file.slice(folder.length + 1)));
  const changed = dry ? differing(spec, wanted) : await writeFiles(project.root, wanted, removed);
  const files = [...wanted.keys()].map((file) => ({ file, changed: changed.has(file) }));
  return {
    text: report(session, files, removed),
    data: { spec: spec.name, files, removed },
    diagnostics: made.found,
  };
}

function differing(spec: Spec, wanted: ReadonlyMap<string, string>): ReadonlySet<string> {
  const present = new Map(spec.generated.map((g) => [g.file, g.text]));
  return new Set([...wanted].flatMap(([file, text]) => (present.get(file) === text ? [] : [file])));
}

function report(
  { language }: Session,
  files: readonly { readonly file: string; readonly changed: boolean }[],
  removed: readonly string[],
): string {
  const words =
    language === 'zh'
      ? { written: '已写入', same: '未变  ', removed: '已删除' }
      : { written: 'written', same: 'same   ', removed: 'removed' };
  return [
    ...files.map((f) => `${f.changed ? words.written : words.same} ${f.file}\n`),
    ...removed.map((file) => `${words.removed} ${file}\n`),
  ].join('');
}
