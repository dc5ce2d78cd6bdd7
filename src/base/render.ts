import type {
  Definition,
  Definitions,
  Diagnostic,
  JsonPointer,
  Language,
  Level,
  Params,
  PatchOperation,
  Severity,
} from './diagnostic.js';
import { frame } from './frame.js';
import { locate, type TextSource } from './json/json-source.js';

/** The definitions of all rooms whose diagnostics are shown, by room. */
export type AllDefinitions = Readonly<Record<string, Definitions>>;

/** The texts of files, by the name that diagnostics call them; a file that is missing gives no line. */
export type Sources = ReadonlyMap<string, TextSource>;

/** A diagnostic in words: the one shape for people's tools, for CI and for the model (design section 6). */
export interface RenderedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly level: Level;
  readonly file?: string;
  readonly document?: number;
  readonly path: JsonPointer;
  readonly offset?: number;
  readonly length?: number;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly why: string;
  readonly hint?: string;
  readonly allowed?: readonly string[];
  readonly fix?: readonly PatchOperation[];
}

/** The words of a diagnostic in one language, with line and column where its file is among the sources. */
export function renderJson(
  diagnostic: Diagnostic,
  definitions: AllDefinitions,
  language: Language,
  sources: Sources,
): RenderedDiagnostic {
  const { code, severity, level, file, document, path, offset, length, allowed, fix } = diagnostic;
  const definition = definitionOf(code, definitions);
  const params = cleanParams(diagnostic.params);
  const hint = definition?.hint?.[language](params) ?? didYouMean(allowed ?? [], language);
  const source = file === undefined ? undefined : sources.get(file);
  const place = source && locate(source, diagnostic);
  return {
    code,
    severity,
    level,
    ...(file !== undefined && { file: clean(file) }),
    ...(document !== undefined && { document }),
    path,
    ...(offset !== undefined && { offset }),
    ...(length !== undefined && { length }),
    ...(place !== undefined && { line: place.line, column: place.column }),
    message: definition === undefined ? code : cleanLines(definition.message[language](params)),
    why: definition?.why[language] ?? '',
    ...(hint !== undefined && { hint: cleanLines(hint) }),
    ...(allowed !== undefined && { allowed }),
    ...(fix !== undefined && { fix }),
  };
}

/**
 * Diagnostics as a person reads them: message, place, the line it is on with carets below, why (once for
 * each code), what to do. Ends with a line break unless there are none.
 */
export function renderText(
  diagnostics: readonly Diagnostic[],
  definitions: AllDefinitions,
  language: Language,
  sources: Sources,
): string {
  const explained = new Set<string>();
  const blocks = diagnostics.map((diagnostic) => {
    const known = explained.has(diagnostic.code);
    explained.add(diagnostic.code);
    return block(diagnostic, renderJson(diagnostic, definitions, language, sources), {
      language,
      why: !known,
      source: sources.get(diagnostic.file ?? ''),
    });
  });
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** A text without the characters that could move a cursor, hide or reorder what stands beside them. */
export function clean(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(invisible, '');
}

/** A text on one line, without such characters. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ').trim();
}

const invisible = /[\p{Cc}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const words = {
  en: { error: 'error', warning: 'warning', why: 'why', hint: 'hint', fix: 'fix' },
  zh: { error: '错误', warning: '警告', why: '原因', hint: '提示', fix: '修复' },
} as const;

interface View {
  readonly language: Language;
  readonly why: boolean;
  readonly source: TextSource | undefined;
}

function block(diagnostic: Diagnostic, shown: RenderedDiagnostic, view: View): readonly string[] {
  const word = words[view.language];
  const position = shown.line === undefined ? '' : `:${shown.line}:${shown.column ?? 1}`;
  const place = `${shown.file ?? ''}${position}`;
  const pointer = shown.path === '' ? '' : `(${clean(shown.path)})`;
  const where = [place, pointer].filter((s) => s !== '').join(' ');
  const lines = view.source === undefined ? [] : frame(view.source, diagnostic).map(cleanLines);
  return [
    `${word[shown.severity]}[${shown.code}]: ${shown.message}`,
    ...(where === '' ? [] : [`  --> ${where}`]),
    ...lines,
    ...(view.why && shown.why !== '' ? [`  = ${word.why}: ${shown.why}`] : []),
    ...(shown.hint === undefined ? [] : [`  = ${word.hint}: ${shown.hint}`]),
    ...(shown.fix ?? []).map(
      (operation) => `  = ${word.fix}: ${fixText(operation, view.language)}`,
    ),
  ];
}

function fixText({ op, path, value }: PatchOperation, language: Language): string {
  const target = path === '' ? '""' : path;
  const json = value === undefined ? '' : short(JSON.stringify(value));
  const text = {
    en: {
      add: `add ${target}: ${json}`,
      remove: `remove ${target}`,
      replace: `set ${target} to ${json}`,
    },
    zh: {
      add: `添加 ${target}：${json}`,
      remove: `删除 ${target}`,
      replace: `将 ${target} 改为 ${json}`,
    },
  };
  return clean(text[language][op]);
}

function definitionOf(code: string, definitions: AllDefinitions): Definition<Params> | undefined {
  const [room = '', name = ''] = code.split('/');
  // Only `defineDiagnostics` makes diagnostics, so the parameters are those of the definition.
  return definitions[room]?.[name] as Definition<Params> | undefined;
}

function didYouMean(allowed: readonly string[], language: Language): string | undefined {
  const [first, ...others] = allowed.map((name) => `"${clean(name)}"`);
  if (first === undefined) return undefined;
  const all = [first, ...others].slice(0, 5);
  if (language === 'zh') return `是否为 ${all.join('、')}？`;
  return all.length === 1 ? `did you mean ${first}?` : `did you mean one of ${all.join(', ')}?`;
}

function cleanParams(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? clean(value)
        : typeof value === 'number'
          ? value
          : value.map(clean),
    ]),
  );
}

/** As `clean`, but keeps the line breaks of our own texts. */
function cleanLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(invisible, ''))
    .join('\n');
}

/** A whole document is no news; its beginning tells which one is meant. */
function short(json: string): string {
  return json.length > 200 ? `${json.slice(0, 200)}…` : json;
}
