import { oneLine } from '../../base/render.js';
import type { JsonPointer, Language } from '../../base/diagnostic.js';
import type { Document, Option, Unresolved } from '../../dsl/document.js';
import { applyPatch } from '../../fix/apply-patch.js';

/** A question as people see it: `Q-001`, with lettered options. */
export interface Clarification {
  readonly id: string;
  readonly hole: Unresolved;
  readonly options: readonly (Option & { readonly letter: string })[];
}

/** At most so many questions are asked at once; what is left is asked when these are answered. */
const mostQuestions = 5;

/**
 * The open questions of a document, those that can be answered by a choice first. Each has the first number
 * that no answer in `requirement.md` has: whichever is answered first, the others keep theirs.
 */
export function clarificationsOf(
  unresolved: readonly Unresolved[],
  requirement: string,
): readonly Clarification[] {
  const known = answered(requirement);
  const taken = new Set(known.map((a) => a.id));
  let last = 0;
  const free = (): string => {
    last += 1;
    const id = `Q-${String(last).padStart(3, '0')}`;
    return taken.has(id) ? free() : id;
  };
  // A question that was answered in prose and stays open keeps its number.
  const idOf = (hole: Unresolved): string =>
    known.find((a) => a.question === oneLine(hole.question))?.id ?? free();
  const order = [...unresolved].toSorted(
    (a, b) => Number(a.options.length === 0) - Number(b.options.length === 0),
  );
  return order.slice(0, mostQuestions).map((hole) => ({
    id: idOf(hole),
    hole,
    options: hole.options.map((option, n) => ({ ...option, letter: letterOf(n) })),
  }));
}

function letterOf(index: number): string {
  return index < 26
    ? String.fromCodePoint(65 + index)
    : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;
}

/** The option that an answer means: by its letter, its value or its label. */
export function optionMeant({ options }: Clarification, answer: string): Option | undefined {
  const said = answer.trim();
  return (
    options.find((o) => o.letter === said.toUpperCase()) ??
    options.find((o) => o.value === said) ??
    options.find((o) => o.label === said)
  );
}

/** The document with a hole filled: a replacement, and the question gone (S14). */
export function filled(document: Document, hole: Unresolved, value: string): Document {
  const rest = (document.unresolved ?? []).filter((u) => u !== hole);
  const { unresolved: _, ...kept } = document;
  const made =
    hole.at === ''
      ? kept
      : applyPatch(kept, [{ op: 'replace', path: hole.at as JsonPointer, value }]);
  const whole = (made ?? kept) as Document;
  return rest.length === 0 ? whole : { ...whole, unresolved: rest };
}

/** An answer as `requirement.md` keeps it. */
export interface Answered {
  readonly id: string;
  readonly question: string;
  /** The value that stood for it in the document; absent where it was answered in prose. */
  readonly value?: string;
  readonly text: string;
}

/** The answers of the section of clarifications: lines `- Q-001 question` with `A:` below. */
export function answered(requirement: string): readonly Answered[] {
  const lines = requirement.split(/\r?\n/);
  return lines.flatMap((line, i): readonly Answered[] => {
    const asked = /^\s*[-*]\s+(Q-\d{3,})\s+(.+)$/.exec(line);
    const said = /^\s+A:\s*(.*)$/.exec(lines[i + 1] ?? '');
    if (asked === null || said === null) return [];
    const value = /`([^`]+)`/.exec(said[1]!)?.[1];
    const base = { id: asked[1]!, question: asked[2]!.trim(), text: said[1]! };
    return [value === undefined ? base : { ...base, value }];
  });
}

/** A document drafted anew, with the holes filled that people have answered before. */
export function withAnswers(document: Document, requirement: string): Document {
  const known = answered(requirement);
  return (document.unresolved ?? []).reduce((made, hole) => {
    const before = known.find((a) => a.question === oneLine(hole.question));
    const option = hole.options.find((o) => o.value === before?.value);
    return option === undefined ? made : filled(made, hole, option.value);
  }, document);
}

/** `requirement.md` with answers added at the end of its clarifications; the section is made where it is missing. */
export function withClarifications(
  requirement: string,
  answers: readonly {
    readonly asked: Clarification;
    readonly option?: Option;
    readonly text: string;
    readonly by: string;
  }[],
  language: Language,
): string {
  const entries = answers.flatMap(({ asked, option, text, by }) => [
    `- ${asked.id} ${oneLine(asked.hole.question)}`,
    option === undefined
      ? `  A: ${oneLine(text).replaceAll('`', "'")} (${oneLine(by)})`
      : `  A: ${oneLine(option.label)} \`${option.value}\` (${oneLine(by)})`,
  ]);
  const lines = requirement.trimEnd().split(/\r?\n/);
  const head = lines.findIndex((l) => /^##\s+(?:clarifications|澄清)\s*$/i.test(l));
  if (head < 0)
    return [
      ...lines,
      '',
      language === 'zh' ? '## 澄清' : '## Clarifications',
      '',
      ...entries,
      '',
    ].join('\n');
  const after = lines.findIndex((l, i) => i > head && /^##?\s/.test(l));
  const end = after < 0 ? lines.length : after;
  const body = lines.slice(head + 1, end).filter((l) => !/^\s*[(（](?:none|无)[)）]\s*$/.test(l));
  while (body.at(-1)?.trim() === '') body.pop();
  const section = body.length === 0 ? ['', ...entries] : [...body, ...entries];
  return [
    ...lines.slice(0, head + 1),
    ...section,
    ...(after < 0 ? [] : ['', ...lines.slice(end)]),
    '',
  ].join('\n');
}
