import { clean } from '../../../base/render.js';
import { languageOf } from '../../../draft/texts.js';
import type { Document, Option } from '../../../dsl/document.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { parseDocument } from '../../../dsl/parse.js';
import {
  clarificationsOf,
  filled,
  optionMeant,
  withClarifications,
  type Clarification,
} from '../../../stages/spec/clarifications.js';
import { locked } from '../../../workspace/files/lock.js';
import { personAt } from '../../../workspace/person.js';
import type { Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import { answerTo } from '../../output/terminal.js';
import type { Question } from '../../screens/question.js';
import type { ClarifyOptions } from '../../commands/clarify.js';
import { cliTrouble } from '../../troubles/cli.js';
import { type Outcome, type Session } from '../../outcome.js';
import { inProject, specNamed, withSpec, type Work } from '../../project/project.js';
import { genDsl } from '../generate/gen-dsl.js';

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

/** An answer in words is kept for whoever drafts next; without a model nothing can read it. */
function taken({ language }: Session, { asked, option, text }: Given): string {
  const line = `${asked.id} = ${clean(option?.label ?? text)}\n`;
  if (option !== undefined) return line;
  return language === 'zh'
    ? `${line}    已记入 requirement.md，但它不是任何选项：请在本体中定义这个词或直接修改文档，或用模型重新起草\n`
    : `${line}    kept in requirement.md, but it means no option: define the word in the ontology, edit the document, or draft again with a model\n`;
}

interface Asked {
  readonly file: string;
  /** Of a spec that changes another: its document began as the one that was delivered. */
  readonly isChange: boolean;
  readonly clarification: Clarification;
}

interface Given {
  readonly file: string;
  readonly asked: Clarification;
  readonly option?: Option;
  readonly text: string;
}

async function answerOpen(
  session: Session,
  { project }: Work,
  spec: Spec,
  options: ClarifyOptions,
): Promise<Outcome> {
  const documents = new Map(
    spec.documents.flatMap(({ file, text }) => {
      const document = parseDocument(text)[0]?.document;
      return document === undefined ? [] : [[file, document] as const];
    }),
  );
  const requirement = spec.requirement?.text ?? '';
  const holes = [...documents].flatMap(([file, d]) =>
    (d.unresolved ?? []).map((hole) => ({ file, hole })),
  );
  const open = clarificationsOf(
    holes.map((h) => h.hole),
    requirement,
  ).map((clarification): Asked => ({
    clarification,
    isChange: spec.meta.kind === 'modify',
    file: holes.find((h) => h.hole === clarification.hole)!.file,
  }));
  const given =
    options.answer === undefined
      ? await ask(session, open, options)
      : fromOptions(open, options.answer);
  if (given.length > 0) {
    const by = clean(options.by ?? (await personAt(project.root)));
    const texts = new Map(
      [...documents].flatMap(([file, document]) => {
        const own = given.filter((g) => g.file === file && g.option !== undefined);
        if (own.length === 0) return [];
        const made = own.reduce<Document>(
          (d, { asked, option }) => filled(d, asked.hole, option!.value),
          document,
        );
        return [[file, formatDocument(made)] as const];
      }),
    );
    const words = withClarifications(
      requirement,
      given.map(({ asked, option, text }) => ({
        asked,
        text,
        by,
        ...(option !== undefined && { option }),
      })),
      languageOf(requirement),
    );
    texts.set(`${spec.folder}/requirement.md`, words);
    session.signal.throwIfAborted();
    await writeFiles(project.root, texts);
  }
  const settled = new Set(given.filter((g) => g.option !== undefined).map((g) => g.asked.hole));
  const left = open.filter(({ clarification }) => !settled.has(clarification.hole));
  const more = holes.length - open.length;
  return {
    ...(left.length + more > 0 && { ending: 'needs-person' as const }),
    text: [
      ...given.map((answer) => taken(session, answer)),
      ...left.map((asked) => shown(session, asked)),
      left.length + more > 0
        ? hint(session, spec, left[0]?.clarification)
        : `${session.language === 'zh' ? '没有待澄清的问题；下一步' : 'nothing is open; next'}: dataagent run ${spec.name}\n`,
    ].join(''),
    data: {
      spec: spec.name,
      answered: given.map(({ asked, option, text }) => ({
        id: asked.id,
        answer: option?.value ?? text,
      })),
      questions: left.map(({ file, clarification: { id, hole, options: choices } }) => ({
        id,
        file,
        at: hole.at,
        about: hole.about,
        question: hole.question,
        options: choices,
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

/** The question as a screen shows it, the recommended option first. */
function questionOf(session: Session, asked: Asked): Question {
  const { clarification } = asked;
  return {
    id: clarification.id,
    question: clarification.hole.question,
    why: whyOf(session, asked),
    options: recommendedFirst(clarification).map((option) => ({
      letter: option.letter,
      label: optionText(option),
      recommended: option.recommended === true,
    })),
  };
}

/** What an option says, and what would stand in the document, once. */
function optionText({ label, value }: Option): string {
  return label.includes(value) ? label : `${label} (${value})`;
}

function recommendedFirst({ options }: Clarification): Clarification['options'] {
  return options.toSorted(
    (a, b) => Number(b.recommended === true) - Number(a.recommended === true),
  );
}

/** Why it is asked, or what there is to do where no option can stand in the document. */
function whyOf({ language }: Session, { file, isChange, clarification: { hole } }: Asked): string {
  const zh = language === 'zh';
  if (hole.at !== '')
    return zh
      ? `“${hole.about}”有不止一种读法，数字会不同（${hole.at}）。`
      : `"${hole.about}" can be read in more than one way, and the numbers differ (${hole.at}).`;
  // Drafted again it would be a question of its own, and no longer what was delivered.
  if (isChange)
    return zh
      ? `按需求修改 ${file}，再从其 "unresolved" 中去掉这个问题；不要删除它：它是已交付的文档。`
      : `change ${file} as required, then take this question out of its "unresolved"; do not remove it: it is what was delivered.`;
  return zh
    ? `没有选项可以代入：在 requirement.md 中换一种说法，或在本体中写明所缺的（标签、同义词、指标、关系），删除 ${file} 后重新起草；或直接修改 ${file}，从其 "unresolved" 中去掉这个问题。`
    : `no option can be put in: say it otherwise in requirement.md, or define in the ontology what is missing (a label, a synonym, a metric, a relationship), remove ${file} and draft again; or change ${file} itself and take this question out of its "unresolved".`;
}

function shown(session: Session, asked: Asked): string {
  const zh = session.language === 'zh';
  const { clarification } = asked;
  return [
    `${clarification.id} ${clean(clarification.hole.question)}\n`,
    `    ${clean(whyOf(session, asked))}\n`,
    ...recommendedFirst(clarification).map(
      (o) =>
        `    ${o.letter}) ${clean(optionText(o))}${o.recommended === true ? (zh ? ' 推荐' : ' recommended') : ''}\n`,
    ),
  ].join('');
}

function hint(
  { language }: Session,
  { name, meta }: Spec,
  first: Clarification | undefined,
): string {
  const option = first?.options[0]?.letter;
  // What a change leaves open is answered by its document.
  if (option === undefined && meta.kind === 'modify')
    return language === 'zh'
      ? `改好之后：dataagent run ${name}\n`
      : `when it is changed: dataagent run ${name}\n`;
  const command = `dataagent clarify ${name} --answer ${first?.id ?? 'Q-001'}=${option ?? '…'}`;
  return language === 'zh' ? `答复：${command}\n` : `to answer: ${command}\n`;
}
