import { at, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { readJson } from '../../base/json-text.js';
import { specDiagnostic } from '../diagnostics.js';
import type { Spec } from '../spec.js';
import type { SpecFile } from './yaml-documents.js';

/** Controls but for tab and line breaks, and marks that turn the direction of writing. */
const hidden = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

/**
 * Control characters in what people read before they decide: the texts of a spec as they stand, and the
 * titles and names that an escape can bring them into (`"\e[2J"`).
 */
export function hiddenFindings(spec: Spec): readonly Diagnostic[] {
  const {
    requirement,
    solution,
    documents,
    sqlTasks,
    proofs,
    rowFiles,
    approvals,
    tasks,
    reportText,
    folder,
  } = spec;
  const texts = [
    requirement,
    solution,
    ...documents,
    ...sqlTasks,
    ...proofs,
    ...rowFiles,
    ...approvals,
    tasks,
    reportText,
  ];
  return [
    ...texts.filter((t) => t !== undefined).flatMap(inText),
    ...inValue({ file: `${folder}/spec.yaml`, text: '' }, spec.meta, everywhere),
    ...documents.flatMap((file) => inValue(file, readJson(file.text).root?.value, words)),
    ...[...approvals, ...(tasks === undefined ? [] : [tasks])].flatMap((file) =>
      inValue(file, readJson(file.text).root?.value, everywhere),
    ),
    ...spec.tests.flatMap(({ test, file, document }) =>
      inValue({ file, text: '' }, { test }, everywhere).map((d) => ({ ...d, document })),
    ),
  ];
}

function inText({ file, text }: SpecFile): readonly Diagnostic[] {
  const offset = text.search(hidden);
  if (offset < 0) return [];
  const place = { file, offset, length: 1 };
  return [specDiagnostic('hidden-character', '', { code: codeOf(text[offset]!) }, place)];
}

const everywhere = (): boolean => true;

/** Of a document only what is read as words: in an expression `'\u0001'` is a separator that somebody wants. */
const words = (key: string): boolean =>
  ['title', 'comment', 'about', 'taken', 'question', 'label', 'table', 'name'].includes(key);

function inValue(
  { file, text }: SpecFile,
  value: unknown,
  read: (key: string) => boolean,
  path: JsonPointer = '',
): readonly Diagnostic[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]): readonly Diagnostic[] => {
    const place = at(path, Array.isArray(value) ? Number(key) : key);
    if (typeof part !== 'string') return inValue({ file, text }, part, read, place);
    const offset = part.search(hidden);
    // Where the character itself stands in the text, it is found there.
    if (offset < 0 || !read(key) || hidden.test(text)) return [];
    return [specDiagnostic('hidden-character', place, { code: codeOf(part[offset]!) }, { file })];
  });
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
