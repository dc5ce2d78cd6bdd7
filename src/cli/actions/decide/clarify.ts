import { clean } from '../../../base/render.js';
import { languageOf } from '../../../draft/texts.js';
import type { Document, Unresolved } from '../../../dsl/document.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { parseDocument } from '../../../dsl/parse.js';
import {
  clarificationsOf,
  optionMeant,
  withClarifications,
} from '../../../stages/spec/clarifications.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import { locked } from '../../../workspace/files/lock.js';
import { personAt } from '../../../workspace/person.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { answerTo } from '../../output/terminal.js';
import type { ClarifyOptions } from '../../commands/clarify.js';
import { cliTrouble } from '../../troubles/cli.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { genDsl } from '../generate/gen-dsl.js';
import { hint, questionOf, shown, taken, type Asked, type Given, type Taken } from './asked.js';
import { answeredDocument } from './answered-document.js';

/**
 * Asks what a spec leaves open: at most five questions, one at a time, the recommended option first in
 * line. An answer is written into `requirement.md` and put where the document had its hole. Without a
 * terminal the questions are shown, and `--answer` answers them.
 */
export async function clarify(
  session: Session,
  wanted: string | undefined,
  options: ClarifyOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, wanted);
    return locked(work.project.root, name, async () => {
      await withSpec(work.project, name, async (spec) =>
        spec.documents.length > 0
          ? { text: '', data: {} }
          : genDsl(session, work, spec, options.asOf === undefined ? {} : { asOf: options.asOf }),
      );
      return withSpec(work.project, name, (spec) => answerOpen(session, work, spec, options));
    });
  });
}

async function answerOpen(
  session: Session,
  work: Work,
  spec: Spec,
  options: ClarifyOptions,
): Promise<Outcome> {
  const documents = readable(spec);
  const holes = [...documents].flatMap(([file, { unresolved = [] }]) =>
    unresolved.map((hole) => ({ file, hole })),
  );
  const open = askedOf(spec, holes);
  const given =
    options.answer === undefined
      ? await ask(session, open, options)
      : fromOptions(open, options.answer);
  const answers = await take(session, work, spec, documents, given, options.by);
  const bound = new Set(answers.filter((a) => a.isBound).map((a) => a.asked.hole));
  const left = open.filter(({ clarification }) => !bound.has(clarification.hole));
  return outcomeOf(session, spec, { answers, left, more: holes.length - open.length });
}

/** Writes what was answered: into documents what they can take, into the requirement all of it. */
async function take(
  session: Session,
  work: Work,
  spec: Spec,
  documents: ReadonlyMap<string, Document>,
  given: readonly Given[],
  name: string | undefined,
): Promise<readonly Taken[]> {
  if (given.length === 0) return [];
  const { root } = work.project;
  const by = clean(name ?? (await personAt(root)));
  const text = spec.requirement?.text ?? '';
  const said = given.map((answer) => ({ ...answer, by }));
  const requirement = withClarifications(text, said, languageOf(requirementText(text)));
  const files = new Map([[`${spec.folder}/requirement.md`, requirement]]);
  const open = new Map<string, ReadonlySet<string>>();
  for (const [file, document] of documents) {
    const own = given.filter((g) => g.file === file);
    if (own.length === 0) continue;
    const made = await answeredDocument(work, spec, document, own, requirement);
    if (made !== document) files.set(file, formatDocument(made));
    open.set(file, new Set(made.unresolved?.map((u) => u.question)));
  }
  session.signal.throwIfAborted();
  await writeFiles(root, files);
  return given.map((answer) => ({
    ...answer,
    isChange: spec.meta.kind === 'modify',
    isBound:
      answer.option !== undefined ||
      open.get(answer.file)?.has(answer.asked.hole.question) !== true,
  }));
}

/** The documents of a spec that can be read, by file. */
function readable(spec: Spec): ReadonlyMap<string, Document> {
  return new Map(
    spec.documents.flatMap(({ file, text }) => {
      const document = parseDocument(text)[0]?.document;
      return document === undefined ? [] : [[file, document] as const];
    }),
  );
}

/** What is asked now of all that is open. */
function askedOf(
  { requirement, meta }: Spec,
  holes: readonly { readonly file: string; readonly hole: Unresolved }[],
): readonly Asked[] {
  const all = holes.map((h) => h.hole);
  return clarificationsOf(all, requirement?.text ?? '').map((clarification) => ({
    clarification,
    isChange: meta.kind === 'modify',
    file: holes.find((h) => h.hole === clarification.hole)!.file,
  }));
}

/** What was answered, what is still open, and how many more questions wait behind those. */
function outcomeOf(
  session: Session,
  spec: Spec,
  said: {
    readonly answers: readonly Taken[];
    readonly left: readonly Asked[];
    readonly more: number;
  },
): Outcome {
  const { answers, left, more } = said;
  const isOpen = left.length + more > 0;
  const next = session.language === 'zh' ? '没有待澄清的问题；下一步' : 'nothing is open; next';
  return {
    ...(isOpen && { ending: 'needs-person' as const }),
    text: [
      ...answers.map((answer) => taken(session, answer)),
      ...left.map((asked) => shown(session, asked)),
      isOpen
        ? hint(session, spec, left[0]?.clarification)
        : `${next}: dataagent run ${spec.name}\n`,
    ].join(''),
    data: {
      spec: spec.name,
      answered: answers.map(({ asked, option, text, isBound }) => ({
        id: asked.id,
        answer: option?.value ?? text,
        bound: isBound,
      })),
      questions: left.map(({ file, clarification: { id, hole, options } }) => ({
        id,
        file,
        at: hole.at,
        about: hole.about,
        question: hole.question,
        options,
      })),
      more,
    },
  };
}

/** One question after another at a terminal; an empty answer takes the recommended option or leaves it open. */
async function ask(
  session: Session,
  open: readonly Asked[],
  { json }: ClarifyOptions,
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const one of json === true ? [] : open) {
    const { file, clarification } = one;
    const said = await answerTo(
      session,
      questionOf(session, one),
      `${shown(session, one)}${clarification.id}> `,
    );
    if (said === undefined) break;
    const option =
      said.trim() === ''
        ? clarification.options.find((o) => o.recommended === true)
        : optionMeant(clarification, said);
    if (option !== undefined) given.push({ file, asked: clarification, option, text: said });
    else if (said.trim() !== '' && clarification.options.length === 0)
      given.push({ file, asked: clarification, text: said });
  }
  return given;
}

function fromOptions(open: readonly Asked[], answers: readonly string[]): readonly Given[] {
  return answers.map((answer) => {
    const [, id = '', text = ''] = /^\s*(Q-\d+)\s*=([^]*)$/i.exec(answer) ?? [];
    const asked = open.find((o) => o.clarification.id === id.toUpperCase());
    if (asked === undefined) {
      const known = open.map((o) => o.clarification.id);
      throw cliTrouble('unknown-word', { word: answer, known });
    }
    const { clarification, file } = asked;
    const option = optionMeant(clarification, text);
    if (option !== undefined) return { file, asked: clarification, option, text };
    if (clarification.options.length > 0 || text.trim() === '') {
      const known = clarification.options.map((o) => `${o.letter} (${o.value})`);
      throw cliTrouble('unknown-word', { word: text, known });
    }
    return { file, asked: clarification, text };
  });
}
