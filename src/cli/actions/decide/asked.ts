import { clean } from '../../../base/render.js';
import type { Option } from '../../../dsl/document.js';
import type { Clarification } from '../../../stages/spec/clarifications.js';
import type { Spec } from '../../../workspace/spec.js';
import type { Session } from '../../outcome.js';
import type { Question } from '../../screens/question.js';

/** A question as it is asked, and the document that asks it. */
export interface Asked {
  readonly file: string;
  /** Of a spec that changes another: its document began as the one that was delivered. */
  readonly isChange: boolean;
  readonly clarification: Clarification;
}

/** What was answered to a question: one of its options, or words. */
export interface Given {
  readonly file: string;
  readonly asked: Clarification;
  readonly option?: Option;
  readonly text: string;
}

/** An answer, and whether the document could take it. */
export interface Taken extends Given {
  readonly isBound: boolean;
  readonly isChange: boolean;
}

/** The question as a screen shows it, the recommended option first. */
export function questionOf(session: Session, asked: Asked): Question {
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
    ? `没有选项可以代入：用本体认得的词答复，它会代替本体不认得的说法；或在本体中写明所缺的（标签、同义词、指标、关系），删除 ${file} 后重新起草；或直接修改 ${file}，从其 "unresolved" 中去掉这个问题。`
    : `no option can be put in: answer in words that the ontology knows, which take the place of those that it does not know; or define in the ontology what is missing (a label, a synonym, a metric, a relationship), remove ${file} and draft again; or change ${file} itself and take this question out of its "unresolved".`;
}

/** The question as lines of text, the recommended option first. */
export function shown(session: Session, asked: Asked): string {
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

/** What to type next, as long as something is open. */
export function hint(
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
  const command = `dataagent clarify ${name} --answer ${first?.id ?? 'Q-001'}=${option ?? '"…"'}`;
  return language === 'zh' ? `答复：${command}\n` : `to answer: ${command}\n`;
}

/** What became of an answer: in words, what there is to do where the ontology does not know them. */
export function taken({ language }: Session, answer: Taken): string {
  const { asked, option, text, file, isBound, isChange } = answer;
  const zh = language === 'zh';
  const line = `${asked.id} = ${clean(option?.label ?? text)}\n`;
  if (option !== undefined) return line;
  if (isBound)
    return zh
      ? `${line}    已理解并写入 ${file}\n`
      : `${line}    understood, and put into ${file}\n`;
  if (isChange)
    return zh
      ? `${line}    已记入 requirement.md：按它修改 ${file}，再从 "unresolved" 中去掉这个问题\n`
      : `${line}    kept in requirement.md: change ${file} by it, then take the question out of its "unresolved"\n`;
  return zh
    ? `${line}    已记入 requirement.md，但本体不认得其中的词：换用本体认得的词再答，或在本体中定义它们，或直接修改 ${file}，或删除它后用模型重新起草\n`
    : `${line}    kept in requirement.md, but the ontology does not know its words: answer again in words that it knows, define them there, change ${file} itself, or remove it and draft again with a model\n`;
}
