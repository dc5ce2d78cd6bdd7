import { hasErrors, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { readJson } from '../../base/json/json-text.js';
import { jsonIn } from '../../correct/json-in.js';
import { withAgreedHoles, withHole } from '../../correct/holes.js';
import { placesOf, type Place } from '../../correct/places.js';
import { formatDocument } from '../../dsl/canonical.js';
import type { Document, Option } from '../../dsl/document.js';
import schema from '../../dsl/dsl.schema.json' with { type: 'json' };
import { layout } from '../../dsl/layout.js';
import { parseDocument } from '../../dsl/parse.js';
import { applyPatch } from '../../fix/apply-patch.js';
import { fixDocument } from '../../fix/fix-document.js';
import { datum, fenced, fencedText } from '../../llm/fence.js';
import type { AnswerForm, Model } from '../../llm/model.js';
import { promptOf, type Prompt } from '../../llm/prompt.js';
import type { Ontology } from '../../ontology/model.js';
import type { JournalEvent } from '../../workspace/journal.js';
import { answerForm } from './answer-form.js';
import { correct, type Corrected } from './correct.js';
import { draftedReading } from './drafted-reading.js';
import {
  allowedText,
  contextText,
  examplesText,
  functionsText,
  type Selected,
} from './prompt-context.js';

/** What drafting with a model takes. */
export interface ModelDraft {
  readonly requirement: string;
  /** What the drafter made of it without a model. */
  readonly drafted: Document;
  readonly ontology: Ontology;
  readonly selected: Selected;
  /** Whether the model sees what the drafter made of the words, as candidates; absent: it does. */
  readonly candidates?: boolean;
  readonly language: 'en' | 'zh';
  readonly model: Model;
  /** A finding in words of `language`: what is wrong, and what to do about it. */
  readonly say: (finding: Diagnostic) => { readonly message: string; readonly hint?: string };
  readonly prove: (text: string) => Promise<readonly Diagnostic[]>;
  readonly write: (event: JournalEvent) => void;
  readonly signal: AbortSignal;
}

/** A document that a model proposed and the checks let through, or the drafter's with what stays open. */
export interface ModelDrafted {
  /** In canonical form; has no errors, but perhaps holes. */
  readonly document: Document;
  readonly text: string;
  readonly from: 'model' | 'drafter';
  readonly corrected: Corrected;
}

/**
 * Requirement to document with a model (design sections 6 and 8): first a plan in prose, then the DSL,
 * then fixes, checks and corrections. What stays wrong becomes a question; where a question cannot stand
 * at its place, the drafter's own document is kept and the question goes with it.
 */
export async function draftWithModel(input: ModelDraft): Promise<ModelDrafted> {
  const { language, model, signal, write, ontology } = input;
  const shared = sharedTexts(input);
  const ask = async (name: string, texts: Readonly<Record<string, string>>, form?: AnswerForm) => {
    const prompt = await promptOf(`${name}.${language}.md`, texts);
    write({ type: 'prompt', template: `${name}.${language}.md`, version: prompt.version });
    const role = name as 'plan' | 'draft' | 'repair';
    const { system, user } = prompt;
    return (await model({ role, system, user, ...(form !== undefined && { form }) }, signal)).text;
  };
  const plan = await ask('plan', planTexts(input));
  const functions = functionsText();
  const answer = await ask('draft', draftTexts(input, plan), documentForm);
  const start = proposal(answer, input);
  const corrected = await correct(start, {
    fix: (text) => fixDocument(text, ontology),
    prove: input.prove,
    open: (text, place) => opened(text, place, input),
    write,
    ask: (places, refused) =>
      ask(
        'repair',
        {
          ...shared,
          functions,
          places: fenced(
            'places',
            places.flatMap((place) => placeLines(place, input)),
          ),
          notes:
            refused.length === 0
              ? ''
              : fenced(
                  'refused',
                  refused.map((d) => datum(input.say(d).message)),
                ),
        },
        answerForm(places),
      ),
  });
  return settled(corrected, input);
}

/** What a prompt is made of: the part of `ModelDraft` that words come from. */
export type PromptInput = Pick<
  ModelDraft,
  'requirement' | 'drafted' | 'ontology' | 'selected' | 'candidates' | 'language'
>;

/** The first prompt of a draft, exactly as it is sent. */
export async function planPrompt(input: PromptInput): Promise<Prompt> {
  return promptOf(`plan.${input.language}.md`, planTexts(input));
}

/**
 * The second prompt of a draft as it is sent, but for the plan: that is the model's answer to the first,
 * and `plan` stands in its place.
 */
export async function draftPrompt(input: PromptInput, plan: string): Promise<Prompt> {
  return promptOf(`draft.${input.language}.md`, draftTexts(input, plan));
}

function sharedTexts({ requirement, selected, ontology }: PromptInput) {
  return {
    requirement: fencedText('requirement', requirement),
    context: contextText(selected, ontology),
  };
}

function askedTexts(input: PromptInput) {
  const { drafted, language } = input;
  return {
    ...sharedTexts(input),
    as_of: drafted.as_of ?? '$bizdate',
    kind: kindWord(drafted, language),
  };
}

function planTexts(input: PromptInput) {
  const reading = input.candidates === false ? [] : draftedReading(input.drafted);
  return { ...askedTexts(input), candidates: fenced('reading', reading) };
}

function draftTexts(input: PromptInput, plan: string) {
  return {
    ...askedTexts(input),
    plan: fencedText('plan', plan),
    functions: functionsText(),
    examples: examplesText(input.selected),
  };
}

const documentForm: AnswerForm = {
  name: 'document',
  schema,
  reads: (text) =>
    Array.isArray(jsonIn(text)?.['stages']) || jsonIn(text)?.['unresolved'] !== undefined,
};

/**
 * The model's document with what it has no say in: version, requirement numbers and as-of day are the
 * tool's, a question stays a question, and holes agree with their questions.
 */
function proposal(answer: string, { drafted, language }: ModelDraft): string {
  const { unresolved, assumptions, satisfies: _s, as_of: _a, ...given } = jsonIn(answer) ?? {};
  const title = given['title'];
  const { target, ...rest } = given;
  const own = {
    ...rest,
    dsl: '1',
    title: typeof title === 'string' && title !== '' ? title : drafted.title,
    // A model's own day would be another question; a table has none.
    ...saidBy(drafted),
    stages:
      Array.isArray(given['stages']) && given['stages'].length > 0
        ? given['stages']
        : drafted.stages,
    ...(drafted.target !== undefined && { target: target ?? drafted.target }),
  };
  const agreed = withAgreedHoles({ ...own, unresolved }, (path) =>
    language === 'zh' ? `${path} 处应填什么？` : `what belongs at ${path}?`,
  ) as Readonly<Record<string, unknown>>;
  // Assumptions about places that are not there would be refused for their form alone.
  return `${layout({ ...agreed, ...(Array.isArray(assumptions) && { assumptions: assumptions.filter((a) => isAbout(a, agreed)) }) })}\n`;
}

function saidBy({ satisfies, as_of }: Document): Partial<Document> {
  return { ...(satisfies !== undefined && { satisfies }), ...(as_of !== undefined && { as_of }) };
}

function isAbout(assumption: unknown, document: unknown): boolean {
  const { at } = (assumption ?? {}) as { readonly at?: unknown };
  if (typeof at !== 'string' || (at !== '' && !at.startsWith('/'))) return false;
  return applyPatch(document, [{ op: 'replace', path: at as JsonPointer, value: 1 }]) !== undefined;
}

function opened(text: string, { path, findings }: Place, { say, ontology }: ModelDraft): string {
  const value = readJson(text).root?.value;
  const options: readonly Option[] = [...new Set(findings.flatMap((d) => d.allowed ?? []))]
    .slice(0, 5)
    .map((name) => ({ value: name, label: labelOf(name, ontology) }));
  const question = findings.map((d) => say(d).message).join('; ');
  const about = findings[0]?.path ?? path;
  return `${layout(withHole(value, path, { about, question, options }))}\n`;
}

function labelOf(name: string, { metrics, entities }: Ontology): string {
  return metrics.get(name)?.label ?? entities.get(name)?.label ?? name;
}

/** A document that says what is open where anything is left over. */
function settled(corrected: Corrected, input: ModelDraft): ModelDrafted {
  const [parsed] = parseDocument(corrected.text);
  if (parsed !== undefined && !hasErrors(corrected.found))
    return {
      document: parsed.document,
      text: formatDocument(parsed.document),
      from: 'model',
      corrected,
    };
  const { places } = placesOf(readJson(corrected.text).root?.value, corrected.found);
  const text = places.reduce((made, place) => opened(made, place, input), corrected.text);
  const again = fixDocument(text, input.ontology);
  const [open] = parseDocument(again.text);
  if (open !== undefined && !hasErrors(again.found))
    return {
      document: open.document,
      text: formatDocument(open.document),
      from: 'model',
      corrected,
    };
  const kept = corrected.found
    .filter((d) => d.severity === 'error')
    .reduce<unknown>(
      (made, d) =>
        withHole(made, '', {
          about: d.path === '' ? d.code : d.path,
          question: input.say(d).message,
          options: [],
        }),
      input.drafted,
    ) as Document;
  return { document: kept, text: formatDocument(kept), from: 'drafter', corrected };
}

/** One place as the model reads it: number, what it is, what stands there, what is wrong, what is allowed. */
function placeLines(place: Place, { say }: ModelDraft): readonly string[] {
  const { number, path, type, value, findings } = place;
  return [
    `place ${number} (${type} at ${path})`,
    `  now: ${clean(JSON.stringify(value))}`,
    ...findings.flatMap((d) => {
      const allowed = allowedText(d);
      const { message, hint } = say(d);
      const where = d.path === path ? '' : ` at ${d.path}`;
      return [
        `  finding ${d.code}${where}: ${clean(message)}`,
        ...(hint === undefined ? [] : [`  what to do: ${clean(hint)}`]),
        ...(allowed === '' ? [] : [`  allowed: ${allowed}`]),
      ];
    }),
  ];
}

function kindWord({ target }: Document, language: 'en' | 'zh'): string {
  if (language === 'zh')
    return target === undefined ? '一次提问（没有 target）' : '每天写入的表（有 target）';
  return target === undefined
    ? 'a question (no target)'
    : 'a table that is written every day (a target)';
}
