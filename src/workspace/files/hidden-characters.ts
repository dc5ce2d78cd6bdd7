import type { Diagnostic } from '../../base/diagnostic.js';
import { codeOf, everywhere, hidden, hiddenIn, type IsRead } from '../../base/text/hidden.js';
import { readYaml } from '../../base/yaml/yaml.js';
import { readJson } from '../../base/json/json-text.js';
import { specDiagnostic } from '../diagnostics.js';
import type { Spec } from '../spec.js';
import type { SpecFile } from './yaml-documents.js';

/**
 * Control characters in what people read before they decide: the texts of a spec as they stand, the
 * titles and names that an escape can bring them into (`"\e[2J"`), and the names of its files.
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
  const written = texts.filter((t) => t !== undefined);
  return [
    ...written.flatMap(inName),
    ...written.flatMap(inText),
    ...inValue({ file: `${folder}/spec.yaml`, text: '' }, spec.meta, everywhere),
    ...documents.flatMap((file) => inJson(file, words)),
    ...[...approvals, ...(tasks === undefined ? [] : [tasks])].flatMap((file) =>
      inJson(file, everywhere),
    ),
    ...spec.tests.flatMap(({ test, file, document }) =>
      inValue({ file, text: '' }, { test }, everywhere).map((d) => ({ ...d, document })),
    ),
    ...spec.rules.flatMap(({ file, path, says }) =>
      inValue({ file, text: '' }, { says }, everywhere).map((d) => ({
        ...d,
        path: `${path}${d.path}` as const,
      })),
    ),
  ];
}

/** The same in the ontology and the settings: people, models and comments of tables show what things are called. */
export function hiddenInNames(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  return [...texts].flatMap(([file, text]) => {
    if (!/\.ya?ml$/.test(file)) return [];
    if (hidden.test(text)) return inText({ file, text });
    // Reading all of a large ontology again costs seconds; without an escape there is nothing to find.
    if (!/\\[abevfxuU0]/.test(text)) return [];
    return readYaml(text, 'text').documents.flatMap((value, document) =>
      hiddenIn(value, names).map(({ path, code }) =>
        specDiagnostic('hidden-character', path, { code }, { file, document }),
      ),
    );
  });
}

/** In an expression `'\u0001'` is a separator that somebody wants, whatever its attribute is called. */
const names: IsRead = (key, inherited) =>
  !['is', 'where', 'of', 'filter', 'with'].includes(key) && (inherited || called.includes(key));

const called: readonly string[] = [
  'name',
  'label',
  'description',
  'synonyms',
  'values',
  'unit',
  'owner',
  'domain',
  'term',
  'ask',
];

function inName({ file }: SpecFile): readonly Diagnostic[] {
  const offset = file.search(hidden);
  return offset < 0
    ? []
    : [specDiagnostic('hidden-character', '', { code: codeOf(file, offset) }, { file })];
}

function inText({ file, text }: SpecFile): readonly Diagnostic[] {
  const offset = text.search(hidden);
  if (offset < 0) return [];
  const place = { file, offset, length: 1 };
  return [specDiagnostic('hidden-character', '', { code: codeOf(text, offset) }, place)];
}

/** Of a document only what is read as words: in an expression `'\u0001'` is a separator that somebody wants. */
const words: IsRead = (key, inherited) =>
  inherited ||
  ['title', 'comment', 'about', 'taken', 'question', 'label', 'table', 'name'].includes(key);

/** Without an escape a JSON text has nothing that does not stand in it as it is. */
function inJson(file: SpecFile, read: IsRead): readonly Diagnostic[] {
  return file.text.includes('\\') ? inValue(file, readJson(file.text).root?.value, read) : [];
}

function inValue({ file, text }: SpecFile, value: unknown, read: IsRead): readonly Diagnostic[] {
  // Where the character itself stands in the text, it is found there.
  if (hidden.test(text)) return [];
  return hiddenIn(value, read).map(({ path, code }) =>
    specDiagnostic('hidden-character', path, { code }, { file }),
  );
}
