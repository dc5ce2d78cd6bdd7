import { clean } from '../../base/render.js';
import type { Ontology } from '../../ontology/model.js';
import { schemaLine } from '../../workspace/schema-address.js';

/** What a new spec starts from. */
export interface NewSpec {
  readonly text: string;
  readonly title: string;
  /** The folder's name: a number and a short name. */
  readonly name: string;
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  /** The spec whose tables it modifies or retires. */
  readonly changes?: string;
  /** Of a question: the day that its relative time counts from, where somebody named it. */
  readonly asOf?: string;
  readonly language: 'en' | 'zh';
  /** Whose SQL its tasks are, where that is not MaxCompute's. */
  readonly dialect?: string;
  readonly targets: readonly string[];
}

/** The files of a new spec, by path in its folder. */
export function newSpecFiles(spec: NewSpec): ReadonlyMap<string, string> {
  return new Map([
    ['spec.yaml', specYaml(spec)],
    ['requirement.md', requirementMd(spec)],
  ]);
}

/** The next free number with a short name: three digits, counted from the highest there is. */
export function nextName(names: readonly string[], short: string): string {
  const numbers = names.map((n) => Number(/^(\d+)-/.exec(n)?.[1] ?? 0));
  const next = Math.max(0, ...numbers) + 1;
  return `${String(next).padStart(3, '0')}-${short}`;
}

/** The spec that has a short name already: what follows the number. */
export function specCalled(names: readonly string[], short: string): string | undefined {
  return names.find((n) => n.replace(/^\d+-/, '') === short);
}

/** A short name that no spec has: this one, or it with the first number from 2 that makes it so. */
export function freeShortName(names: readonly string[], short: string): string {
  let free = short;
  for (let n = 2; specCalled(names, free) !== undefined; n += 1) free = `${short}-${n}`;
  return free;
}

/**
 * A short name in ASCII: what the ontology calls the first things that the text names (at most three),
 * else the text's own ASCII words, else `requirement`.
 */
export function shortName(text: string, ontology: Ontology): string {
  const folded = text.toLowerCase();
  const named = [...ontology.entities.values(), ...ontology.metrics.values()].flatMap((d) => {
    const places = [d.label, ...d.synonyms]
      .filter((word) => word !== undefined && word.length > 1)
      .map((word) => folded.indexOf(word!.toLowerCase()))
      .filter((place) => place >= 0);
    return places.length === 0 ? [] : [{ name: d.name, place: Math.min(...places) }];
  });
  const first = named
    .toSorted((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1))
    .filter((n, i, all) => all.findIndex((o) => o.place === n.place) === i)
    .slice(0, 3)
    .map((n) => n.name);
  const words = first.length > 0 ? first : (folded.match(/[a-z][a-z0-9]+/g) ?? []).slice(0, 4);
  const short = words
    .join('-')
    .replace(/[^a-z0-9-]+/gi, '-')
    .replace(/-+/g, '-')
    .toLowerCase();
  return short.slice(0, 40).replace(/^-|-$/g, '') || 'requirement';
}

/** The first line of a text, as a title: at most 60 characters, without characters that control a terminal. */
export function titleOf(text: string): string {
  const line = text
    .split(/\r?\n/)
    .map((l) => clean(l).trim())
    .find((l) => l !== '');
  const characters = Array.from(line ?? '');
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('');
}

function specYaml({ name, title, kind, changes, asOf, dialect, targets }: NewSpec): string {
  return [
    schemaLine('spec', 2),
    `id: ${name}`,
    `title: ${JSON.stringify(title)}`,
    `kind: ${kind}`,
    ...(changes === undefined ? [] : [`changes: ${changes}`]),
    ...(asOf === undefined ? [] : [`as_of: '${asOf}'`]),
    ...(dialect === undefined ? [] : [`dialect: ${dialect}`]),
    `targets: [${targets.map((t) => JSON.stringify(t)).join(', ')}]`,
    '',
  ].join('\n');
}

/** The words of the requirement stand as a quotation, so that no line of theirs is a heading of ours. */
function requirementMd({ text, title, language }: NewSpec): string {
  const words =
    language === 'zh'
      ? { requirements: '需求', clarifications: '澄清', none: '（无）' }
      : { requirements: 'Requirements', clarifications: 'Clarifications', none: '(none)' };
  const quoted = text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${clean(line)}`.trimEnd());
  return [
    `# ${title}`,
    '',
    `## ${words.requirements}`,
    '',
    `### REQ-001 ${title}`,
    '',
    ...quoted,
    '',
    `## ${words.clarifications}`,
    '',
    words.none,
    '',
  ].join('\n');
}

/**
 * The words of a requirement file that people wrote: quotations and plain text under its REQ headings, or
 * under those of some numbers.
 */
export function requirementText(markdown: string, only?: readonly string[]): string {
  const lines = markdown.split(/\r?\n/);
  const start = lines.findIndex((l) => /^#{2,6}\s+REQ-\d{3,}/.test(l));
  if (start < 0) return '';
  const body: string[] = [];
  let wanted = true;
  for (const line of lines.slice(start)) {
    if (/^##\s/.test(line) && !/REQ-\d{3,}/.test(line)) break;
    const number = /^#{2,6}\s+(REQ-\d{3,})/.exec(line)?.[1];
    if (number !== undefined) wanted = only?.includes(number) ?? true;
    if (wanted && !/^#{2,6}\s/.test(line)) body.push(line.replace(/^>\s?/, ''));
  }
  return body.join('\n').trim();
}
