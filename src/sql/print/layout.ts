import { unreachable } from '../../base/unreachable.js';
import type { Diagnostic, JsonPointer } from '../../base/diagnostic.js';

/**
 * SQL text before its lines are broken: strings, places where a line may break, and marks of the
 * document's places. It exists so that formatting is decided once, from what fits, and never by the
 * code that knows a construct.
 */
export type Doc = string | readonly Doc[] | Line | Nest | Group | Marked | Problem;

interface Line {
  readonly kind: 'line';
  /** What stands here where the group fits on one line; undefined: the line always breaks. */
  readonly flat?: string;
}
interface Nest {
  readonly kind: 'nest';
  readonly doc: Doc;
}
interface Group {
  readonly kind: 'group';
  readonly doc: Doc;
}
interface Marked {
  readonly kind: 'marked';
  readonly at: JsonPointer;
  readonly doc: Doc;
}
interface Problem {
  readonly kind: 'problem';
  readonly report: (at: JsonPointer) => Diagnostic;
}

/** A space, or a new line where the group around it does not fit. */
export const line: Doc = { kind: 'line', flat: ' ' };
/** Nothing, or a new line where the group around it does not fit. */
export const softline: Doc = { kind: 'line', flat: '' };
/** Always a new line. */
export const hardline: Doc = { kind: 'line' };

/** Two more spaces after each line break inside. */
export function nest(...doc: readonly Doc[]): Doc {
  return { kind: 'nest', doc };
}

/** On one line if it fits, else broken at each `line` and `softline` directly inside. */
export function group(...doc: readonly Doc[]): Doc {
  return { kind: 'group', doc };
}

/** Text that comes from a place in the document: it gets a span, and problems inside point there. */
export function marked(at: JsonPointer | undefined, doc: Doc): Doc {
  return at === undefined ? doc : { kind: 'marked', at, doc };
}

/** Stands where there is no right text; whoever prints it reports why, at the nearest mark around it. */
export function problem(report: (at: JsonPointer) => Diagnostic): Doc {
  return { kind: 'problem', report };
}

/** The docs with a separator between them. */
export function join(docs: readonly Doc[], separator: Doc): Doc {
  return docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]));
}

/** `(…)`, on one line if it fits, else the inside on lines of its own. */
export function parenthesized(...doc: readonly Doc[]): Doc {
  return group('(', nest(softline, doc), softline, ')');
}

/** Docs with commas between them, each on its own line where they do not fit on one. */
export function commas(docs: readonly Doc[]): Doc {
  return join(docs, [',', line]);
}

/** SQL as a template: `` sql`CAST(${x} AS ${y})` ``. */
export function sql(strings: TemplateStringsArray, ...docs: readonly Doc[]): Doc {
  return strings.flatMap((text, i): readonly Doc[] => (i === 0 ? [text] : [docs[i - 1]!, text]));
}

/** Text laid out, with where each mark went ([start, end) in UTF-16 units, outer before inner). */
export interface Layout {
  readonly text: string;
  readonly spans: readonly Readonly<Span>[];
  readonly problems: readonly Diagnostic[];
}

/** What is still to be written: a doc and how, or the end of a mark. */
type Task = DocTask | { readonly end: Span };
interface DocTask {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
  readonly at: JsonPointer;
}
interface Span {
  readonly start: number;
  end: number;
  readonly at: JsonPointer;
}

/**
 * Breaks lines so that groups that fit into `width` columns stay on one line, together with what must
 * follow them there. One pass with a stack of its own: whether a group fits is known after `width`
 * characters, so the time grows with the text alone.
 */
export function layout(doc: Doc, width = 100): Layout {
  const spans: Span[] = [];
  const problems: Diagnostic[] = [];
  const parts: string[] = [];
  let length = 0;
  let column = 0;
  const write = (piece: string): void => {
    parts.push(piece);
    length += piece.length;
    const newline = piece.lastIndexOf('\n');
    column = newline < 0 ? column + piece.length : piece.length - newline - 1;
  };
  const tasks: Task[] = [{ doc, indent: 0, flat: false, at: '' }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ('end' in task) {
      task.end.end = length;
      continue;
    }
    const { doc: node, indent, flat, at } = task;
    if (typeof node === 'string') write(node);
    else if (isList(node))
      for (let i = node.length - 1; i >= 0; i--) tasks.push({ doc: node[i]!, indent, flat, at });
    else
      switch (node.kind) {
        case 'line':
          write(flat && node.flat !== undefined ? node.flat : `\n${'  '.repeat(indent)}`);
          break;
        case 'nest':
          tasks.push({ doc: node.doc, indent: indent + 1, flat, at });
          break;
        case 'group': {
          const fits = flat || fitsFlat(node.doc, width - column, tasks);
          tasks.push({ doc: node.doc, indent, flat: fits, at });
          break;
        }
        case 'marked': {
          const span = { start: length, end: length, at: node.at };
          spans.push(span);
          tasks.push({ end: span }, { doc: node.doc, indent, flat, at: node.at });
          break;
        }
        case 'problem':
          problems.push(node.report(at));
          break;
        default:
          unreachable(node);
      }
  }
  return { text: parts.join(''), spans, problems };
}

/**
 * Whether a doc fits on the rest of a line: all of it without a break, and what follows it up to the
 * first place where the line may break.
 */
function fitsFlat(doc: Doc, room: number, following: readonly Task[]): boolean {
  let left = room;
  const own: Doc[] = [doc];
  for (let node = own.pop(); node !== undefined; node = own.pop()) {
    if (typeof node === 'string') left -= node.length;
    else if (isList(node)) for (let i = node.length - 1; i >= 0; i--) own.push(node[i]!);
    else if (node.kind === 'line') {
      if (node.flat === undefined) return false;
      left -= node.flat.length;
    } else if (node.kind !== 'problem') own.push(node.doc);
    if (left < 0) return false;
  }
  for (let next = following.length - 1; next >= 0; next--) {
    const task = following[next]!;
    if ('end' in task) continue;
    own.push(task.doc);
    for (let node = own.pop(); node !== undefined; node = own.pop()) {
      if (typeof node === 'string') left -= node.length;
      else if (isList(node)) for (let i = node.length - 1; i >= 0; i--) own.push(node[i]!);
      else if (node.kind === 'line') return left >= 0;
      else if (node.kind !== 'problem') own.push(node.doc);
      if (left < 0) return false;
    }
  }
  return left >= 0;
}

function isList(doc: Exclude<Doc, string>): doc is readonly Doc[] {
  return Array.isArray(doc);
}
