import { FAILSAFE_SCHEMA, loadAll, Type, YAMLException, type State } from 'js-yaml';
import { at, type JsonPointer } from '../diagnostic.js';
import { deepestNesting, isTooLarge, largestText } from '../limits.js';

/** Why a text is not read as YAML. */
export interface YamlProblem {
  readonly kind: 'too-large' | 'too-deep' | 'alias' | 'tag' | 'key' | 'duplicate-key' | 'syntax';
  readonly document: number;
  readonly path: JsonPointer;
  /** In characters from the start of the text; only where `path` is ''. */
  readonly offset?: number;
  /** What the parser says, or the name that is meant. */
  readonly detail: string;
}

/** What a YAML text holds: its documents, or the first problem that stops reading. */
export interface YamlText {
  readonly documents: readonly unknown[];
  readonly problem?: YamlProblem;
}

/**
 * Reads YAML documents as plain data, in one pass that stops at what is too large, too deep, an anchor,
 * an alias, a tag, or a key that is not a text or stands twice. Keys keep their characters (`01` stays
 * `01`). With scalars `core`, plain scalars are read by YAML 1.2's core schema (dates stay texts, whole
 * numbers beyond 2^53 too); with `text` all stay texts, but null.
 */
export function readYaml(text: string, scalars: 'core' | 'text' = 'core'): YamlText {
  if (isTooLarge(text)) return stopped('too-large', { detail: String(largestText) });
  const guard = guardOf();
  const documents: unknown[] = [];
  try {
    loadAll(
      text,
      (document) => {
        const [value, problem] = plainValue(document, scalars, documents.length, '', 0);
        if (problem !== undefined) guard.stop(problem);
        documents.push(value);
      },
      { schema, listener: (event, state) => guard.look(event, state, documents.length) },
    );
    return { documents };
  } catch (error) {
    if (guard.found() !== undefined) return { documents: [], problem: guard.found()! };
    if (!(error instanceof YAMLException)) throw error;
    return stopped(...problemOf(error, documents.length));
  }
}

/**
 * Plain scalars arrive as String objects: so keys keep their characters, and a plain `null` is told
 * from a quoted one.
 */
const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type('tag:plain', {
      kind: 'scalar',
      resolve: (data) => data !== null,
      construct: (data: string) => Object(data) as unknown,
    }),
  ],
});

/** The parser's state as it is, beyond its published type. */
type FullState = Omit<State, 'kind'> & {
  readonly kind: string | null;
  readonly tag: string | null;
  readonly anchor: string | null;
};

/**
 * Follows the parser from node to node: it nests, for each nested node, one call of its own, so counting
 * its calls bounds its stack exactly, whatever the text looks like.
 */
function guardOf() {
  const starts: number[] = [];
  let problem: YamlProblem | undefined;
  const stop = (found: YamlProblem): never => {
    problem = found;
    throw new Error('stopped reading');
  };
  return {
    stop,
    found: () => problem,
    look(event: 'open' | 'close', state: State, document: number): void {
      const { tag, anchor, kind, position, input } = state as FullState;
      if (event === 'open') {
        starts.push(position);
        // Two more than are counted in values: a scalar, and a node that is tried as a key first.
        if (starts.length > deepestNesting + 2)
          stop({ kind: 'too-deep', document, path: '', offset: position, detail: '' });
        return;
      }
      const start = afterSpace(input, starts.pop()!);
      const where = { document, path: '' as const, offset: start };
      if (anchor !== null) stop({ kind: 'alias', ...where, detail: anchor });
      if (tag !== null && tag !== '?' && tag !== 'tag:plain')
        stop({ kind: 'tag', ...where, detail: tag });
      if (kind !== 'scalar' && kind !== null && input[afterSpace(input, position)] === ':')
        stop({ kind: 'key', ...where, detail: '' });
    },
  };
}

function afterSpace(text: string, position: number): number {
  const space = /\s*/y;
  space.lastIndex = position;
  space.exec(text);
  return space.lastIndex;
}

function stopped(
  kind: YamlProblem['kind'],
  more: { readonly detail: string; readonly document?: number; readonly offset?: number },
): YamlText {
  return { documents: [], problem: { kind, document: 0, path: '', offset: 0, ...more } };
}

function problemOf(error: YAMLException, document: number): Parameters<typeof stopped> {
  const reason = error.reason;
  const offset = error.mark.position;
  const alias = /^unidentified alias "(.*)"$/s.exec(reason);
  if (alias !== null)
    return ['alias', { document, offset: offset - alias[1]!.length - 1, detail: alias[1]! }];
  if (reason.startsWith('unknown tag')) return ['tag', { document, offset, detail: reason }];
  if (reason === 'duplicated mapping key')
    return ['duplicate-key', { document, offset, detail: '' }];
  return ['syntax', { document, offset, detail: reason }];
}

type Plain = readonly [value: unknown, problem?: YamlProblem];

function plainValue(
  value: unknown,
  scalars: 'core' | 'text',
  document: number,
  path: JsonPointer,
  depth: number,
): Plain {
  const plain = plainText(value);
  if (plain !== undefined) return [scalar(plain, scalars)];
  if (typeof value !== 'object' || value === null) return [value ?? null];
  if (depth >= deepestNesting) return [undefined, { kind: 'too-deep', document, path, detail: '' }];
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).map(
    ([key, item]) => [key, plainValue(item, scalars, document, at(path, key), depth + 1)] as const,
  );
  const problem = entries.find(([, item]) => item[1] !== undefined)?.[1][1];
  if (problem !== undefined) return [undefined, problem];
  if (Array.isArray(value)) return [entries.map(([, item]) => item[0])];
  return [Object.fromEntries(entries.map(([key, item]) => [key, item[0]]))];
}

/** The characters of a plain scalar, which the schema above made a String object. */
function plainText(value: unknown): string | undefined {
  const isBoxed = Object.prototype.toString.call(value) === '[object String]';
  return isBoxed && typeof value === 'object' ? String.prototype.valueOf.call(value) : undefined;
}

function scalar(text: string, scalars: 'core' | 'text'): string | number | boolean | null {
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (scalars === 'text') return text;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : text;
  }
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}
