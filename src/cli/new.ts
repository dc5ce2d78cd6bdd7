import { join, resolve } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { Trouble } from '../base/trouble.js';
import { newSpecFiles, nextName, shortName, titleOf } from '../stages/requirement.js';
import { inside, readText, writeAtomically } from '../workspace/files.js';
import { locked } from '../workspace/lock.js';
import { specNames } from '../workspace/project.js';
import type { NewOptions } from './commands/new.js';
import { draftFrom } from './drafting.js';
import type { Outcome, Session } from './outcome.js';
import { openAll } from './project.js';

/** Makes the folder of a new spec; its number is the next free one. */
export async function newSpec(
  session: Session,
  what: string,
  given: string | undefined,
  options: NewOptions,
): Promise<Outcome> {
  if (what !== 'spec')
    throw new Trouble(
      'cli/unknown-form',
      'usage',
      `nothing is called "${what}"`,
      'dataagent new spec "…"',
    );
  const asked = options.name;
  if (asked !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(asked))
    throw new Trouble(
      'cli/name',
      'usage',
      `"${asked}" is not a short name`,
      'a-z, 0-9 and -, at most 40',
    );
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const { project, ontology } = opened;
  const text = await requirementOf(session, given, options);
  const drafted = await draftFrom(text, ontology, options.asOf);
  if (drafted.document === undefined)
    return { text: '', data: {}, diagnostics: drafted.diagnostics };
  const { target } = drafted.document;
  return locked(project.root, 'new', async () => {
    const names = await specNames(project);
    const name = nextName(names, asked ?? shortName(text, ontology));
    const files = newSpecFiles({
      text,
      title: titleOf(text),
      name,
      kind: target === undefined ? 'quick' : 'new',
      language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
      targets: target === undefined ? [] : [target.table],
    });
    const folder = `${project.config.specs}/${name}`;
    const base = await inside(project.root, folder);
    for (const [path, content] of files) await writeAtomically(join(base, path), content);
    const next = `dataagent gen dsl ${name}`;
    const lines = [...files.keys()].map((path) => `${folder}/${path}\n`).join('');
    return {
      text: `${lines}${session.language === 'zh' ? '下一步' : 'next'}: ${next}\n`,
      data: { spec: name, files: [...files.keys()].map((path) => `${folder}/${path}`), next },
    };
  });
}

const longest = 20_000;

async function requirementOf(
  session: Session,
  given: string | undefined,
  options: NewOptions,
): Promise<string> {
  const text =
    given ??
    (options.file === undefined
      ? await fromInput()
      : await readText(resolve(session.cwd, options.file)));
  if (text.trim() === '')
    throw new Trouble(
      'cli/no-requirement',
      'usage',
      'the requirement is empty',
      'dataagent new spec "近7天各主播的支付金额"',
    );
  if (text.length > longest)
    throw new Trouble(
      'cli/long-requirement',
      'usage',
      `the requirement has ${text.length} characters, more than ${longest}`,
      'keep what is wanted; put background into a file of the spec',
    );
  return text;
}

async function fromInput(): Promise<string> {
  if (process.stdin.isTTY)
    throw new Trouble(
      'cli/no-requirement',
      'usage',
      'no requirement is given',
      'dataagent new spec "…", or --file, or standard input',
    );
  return readAll(process.stdin);
}
