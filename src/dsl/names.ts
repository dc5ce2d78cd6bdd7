import { at, steps, type Diagnostic, type JsonPointer } from '../base/diagnostic.js';
import { quoteName, unquoteName } from '../base/text/name.js';
import { dslDiagnostic } from './diagnostics.js';
import type { Document, Stage } from './document.js';
import { rebuild, visit } from './grammar.js';

/** Names of the ontology's periods and units, which may start with a digit: `7d`. */
const counted: readonly string[] = ['Time.period', 'Time.unit', 'Key.grain'];

/** Whether every name of a document, as written, is plain or in backticks. A hole is no name. */
export function checkWriting(document: unknown): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, {
    text(name, type, place, path) {
      if (type !== 'Name' || nameAt(name, place) !== undefined) return;
      const quotable = name.trim() !== '' && !/[\p{Cc}\p{Cs}.`]/u.test(name);
      const value = quotable ? quoteName(name) : columnMeant(document, name, place, path);
      const fix = value !== undefined && { fix: [{ op: 'replace' as const, path, value }] };
      found.push(dslDiagnostic('bad-name', path, { name }, fix || {}));
    },
  });
  return found;
}

/**
 * The result column that a dotted path means where only columns of the stage stand: the key that has the
 * path's value, or the column behind the stage's own name.
 */
function columnMeant(
  document: unknown,
  path: string,
  place: string,
  pointer: JsonPointer,
): string | undefined {
  if (!/^(?:Order\.by|Window\.of|Window\.per|Limit\.per|Stage\.show)$/.test(place))
    return undefined;
  const [, index] = steps(pointer);
  const stage = ((document as Partial<Document>).stages ?? [])[Number(index)] as Partial<Stage>;
  const lists = [stage.by, stage.columns, stage.measures, stage.windows, stage.compute];
  const items: readonly { readonly as?: unknown; readonly is?: unknown }[] = lists.flatMap(
    (list) =>
      Array.isArray(list)
        ? (list as readonly unknown[]).flatMap((item) =>
            typeof item === 'object' && item !== null ? [item] : [],
          )
        : [],
  );
  const [owner, ...rest] = path.split('.');
  const own = items.filter(
    ({ as, is }) => is === path || (owner === stage.name && as === rest.join('.')),
  );
  const [only, second] = own;
  return second === undefined && typeof only?.as === 'string' ? only.as : undefined;
}

/** The document with every name as it is meant: without backticks. Written forms must have been checked. */
export function unquoted(document: Document): Document {
  return rebuild(document, {
    text: (text, type, place) => (type === 'Name' ? (nameAt(text, place) ?? text) : text),
  });
}

/** The document with every name as it is written: in backticks where it is not plain. */
export function quoted(document: Document): Document {
  return rebuild(document, {
    text: (text, type, place) =>
      type === 'Name' && nameAt(text, place) !== text ? quoteName(text) : text,
  });
}

/** Whether each name means one thing in its place; upper and lower case are the same, as engines take them. */
export function checkNames(document: Document): readonly Diagnostic[] {
  const { params = [], stages, target } = document;
  return [
    ...unique(named(params, '/params', 'name')),
    ...unique(named(stages, '/stages', 'name')),
    ...stages.flatMap((stage, i) => [
      ...reserved(stage.name, 'self', at('/stages', i, 'name')),
      ...checkStageNames(stage, at('/stages', i)),
    ]),
    ...unique(named(target?.partition ?? [], '/target/partition', 'as')),
    ...unique(named(target?.columns ?? [], '/target/columns', 'name')),
  ];
}

function checkStageNames(stage: Stage, path: JsonPointer): readonly Diagnostic[] {
  const { by = [], columns = [], measures = [], windows = [], compute = [], match = [] } = stage;
  const lists = { by, columns, measures, windows, compute };
  const results = Object.entries(lists).flatMap(([key, list]) => named(list, at(path, key), 'as'));
  const matches = match.map((m, i) => ({
    name: m.as ?? m.to,
    path: at(path, 'match', i, m.as === undefined ? 'to' : 'as'),
  }));
  return [
    ...unique(results),
    ...unique(matches),
    ...matches.flatMap((m) => reserved(m.name, 'row', m.path)),
  ];
}

interface Named {
  readonly name: string;
  readonly path: JsonPointer;
}

function named<K extends string>(
  list: readonly Readonly<Record<K, string>>[],
  path: JsonPointer,
  key: K,
): readonly Named[] {
  return list.map((item, i) => ({ name: item[key], path: at(path, i, key) }));
}

function unique(names: readonly Named[]): readonly Diagnostic[] {
  const first = new Map<string, JsonPointer>();
  return names.flatMap(({ name, path }) => {
    const key = name.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined || name === '?') {
      first.set(key, path);
      return [];
    }
    return [dslDiagnostic('duplicate-name', path, { name, first: earlier })];
  });
}

function reserved(name: string, word: string, path: JsonPointer): readonly Diagnostic[] {
  return name.toLowerCase() === word ? [dslDiagnostic('reserved-name', path, { name })] : [];
}

function nameAt(text: string, place: string): string | undefined {
  if (text === '?') return text;
  if (counted.includes(place) && /^[\p{L}\p{M}\p{Nd}_]+$/u.test(text)) return text;
  const name = unquoteName(text);
  return name === undefined || /[\p{Cc}\p{Cs}]/u.test(name) || name === '?' ? undefined : name;
}
