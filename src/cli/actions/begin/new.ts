import { resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { languageOf } from '../../../draft/texts.js';
import { newSpecFiles, shortName, titleOf } from '../../../stages/spec/requirement.js';
import { takenNames } from '../../../workspace/archive.js';
import { locked } from '../../../workspace/files/lock.js';
import { readText } from '../../../workspace/files/read-text.js';
import type { NewOptions } from '../../commands/new.js';
import { draftFrom } from '../../models/drafting.js';
import { day } from '../../options/option-values.js';
import { checkShortName, newName } from '../../project/new-name.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { inProject, type Work } from '../../project/project.js';
import { makeChange } from './change.js';
import { writeSpec } from './write-spec.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Makes the folder of a new spec; its number is the next free one. */
export async function newSpec(
  session: Session,
  what: string,
  given: string | undefined,
  options: NewOptions,
): Promise<Outcome> {
  if (what !== 'spec') throw cliTrouble('unknown-word', { word: what, known: ['spec'] });
  checkShortName(options.name);
  day(options.asOf, '--as-of');
  return inProject(session, options, async (work) => {
    const text = await requirementOf(session, given, options);
    return locked(work.project.root, 'new', () =>
      options.modify === undefined
        ? makeSpec(session, work, text, options)
        : makeChange(session, work, 'modify', options.modify, text, options),
    );
  });
}

async function makeSpec(
  session: Session,
  { project, ontology }: Work,
  text: string,
  options: NewOptions,
): Promise<Outcome> {
  const drafted = await draftFrom(text, ontology, project, options.asOf);
  if (drafted.document === undefined) return findings(drafted.diagnostics);
  const { target } = drafted.document;
  const names = await takenNames(project);
  const name = newName(names, options.name, shortName(text, ontology));
  const made = newSpecFiles({
    text,
    title: titleOf(text),
    name,
    kind: target === undefined ? 'quick' : 'new',
    language: languageOf(text),
    targets: target === undefined ? [] : [target.table],
    ...(options.asOf !== undefined && { asOf: options.asOf }),
  });
  return writeSpec(session, project, name, made, { next: `dataagent gen dsl ${name}` });
}

/** What is wanted fits in this many characters; the drafter reads every one of them. */
const longest = 20_000;

async function requirementOf(
  session: Session,
  given: string | undefined,
  { file }: NewOptions,
): Promise<string> {
  if (given !== undefined && file !== undefined)
    throw cliTrouble('usage', {
      message: 'a requirement is given as text or with --file, not both',
      chinese: '需求要么写在命令里，要么用 --file 给出，不能两者都有',
      hint: 'dataagent new spec --help',
    });
  const text =
    given ??
    (file === undefined ? await fromInput(session) : await readText(resolve(session.cwd, file)));
  if (text.trim() === '') throw cliTrouble('no-requirement', {});
  if (text.length > longest)
    throw cliTrouble('long-requirement', { length: text.length, limit: longest });
  return text;
}

/** Standard input, as far as is needed to tell that it is too long. */
async function fromInput({ signal }: Session): Promise<string> {
  if (process.stdin.isTTY) throw cliTrouble('no-requirement', {});
  const input = addAbortSignal(signal, process.stdin.setEncoding('utf8'));
  let text = '';
  try {
    for await (const chunk of input) {
      text += chunk as string;
      if (text.length > longest) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return text;
}
