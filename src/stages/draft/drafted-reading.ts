import { clean } from '../../base/render.js';
import type { Document, Stage, Unresolved } from '../../dsl/document.js';
import { datum } from '../../llm/fence.js';

/**
 * What the drafter made of the words, as lines of a prompt: stages that say something, what it took, and
 * what it did not know. Words with the same question stand on one line: of a requirement over unknown
 * tables most words have none but that they are unknown.
 */
export function draftedReading({
  stages,
  assumptions = [],
  unresolved = [],
}: Document): readonly string[] {
  const open = new Map<string, readonly Unresolved[]>();
  for (const one of unresolved) {
    const key = alone(one) ? one.question.replaceAll(one.about, '…') : JSON.stringify(one);
    open.set(key, [...(open.get(key) ?? []), one]);
  }
  return [
    ...stages.filter(saysSomething).map((stage) => clean(JSON.stringify(stage))),
    ...assumptions.map((a) => `taken: ${datum(a.about)}: ${datum(a.taken)}`),
    ...[...open].map(([question, [first, ...more]]) =>
      more.length === 0 ? openLine(first!) : sharedLine(question, [first!, ...more]),
    ),
  ];
}

/** A question about words that have no candidates. */
function alone({ options, about }: Unresolved): boolean {
  return options.length === 0 && about !== '';
}

function openLine({ about, question, options }: Unresolved): string {
  const values = options.map((o) => o.value).join(', ');
  return `open: ${datum(about)}: ${datum(question)}${values === '' ? '' : ` (${datum(values)})`}`;
}

function sharedLine(question: string, open: readonly Unresolved[]): string {
  const words = [...new Set(open.map((u) => datum(u.about)))];
  return `open: ${words.join(' | ')}: ${datum(question)}`;
}

/** The drafter's last word where it read nothing is one row of nothing. */
function saysSomething(stage: Stage): boolean {
  const { name: _name, by = [], ...rest } = stage;
  return by.length > 0 || Object.keys(rest).length > 0;
}
