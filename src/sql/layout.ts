import { unreachable } from '../base/unreachable.js';
import type { Diagnostic, JsonPointer } from '../base/diagnostic.js';

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
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly at: JsonPointer;
  }[];
  readonly problems: readonly Diagnostic[];
}

/** Breaks lines so that groups that fit into `width` columns stay on one line. */
export function layout(doc: Doc, width = 100): Layout {
  const spans: { start: number; end: number; at: JsonPointer }[] = [];
  const problems: Diagnostic[] = [];
  let text = '';
  let column = 0;

  const write = (piece: string): void => {
    text += piece;
    const newline = piece.lastIndexOf('\n');
    column = newline < 0 ? column + piece.length : piece.length - newline - 1;
  };
  // `rest` is how much must follow on the same line, whatever breaks behind it.
  const place = (node: Doc, indent: number, flat: boolean, at: JsonPointer, rest: number): void => {
    if (typeof node === 'string') return write(node);
    if (isList(node)) {
      const rests = flat ? [] : restsOf(node, rest);
      return node.forEach((child, i) => place(child, indent, flat, at, rests[i] ?? 0));
    }
    switch (node.kind) {
      case 'line':
        return write(flat && node.flat !== undefined ? node.flat : `\n${'  '.repeat(indent)}`);
      case 'nest':
        return place(node.doc, indent + 1, flat, at, rest);
      case 'group': {
        const fits = flat || column + flatWidth(node) + rest <= width;
        return place(node.doc, indent, fits, at, rest);
      }
      case 'marked': {
        const span = { start: text.length, end: text.length, at: node.at };
        spans.push(span);
        place(node.doc, indent, flat, node.at, rest);
        span.end = text.length;
        return;
      }
      case 'problem':
        problems.push(node.report(at));
        return;
      default:
        unreachable(node);
    }
  };
  place(doc, 0, false, '', 0);
  return { text, spans, problems };
}

/** For each doc of a list, what must follow it on its line. */
function restsOf(docs: readonly Doc[], rest: number): readonly number[] {
  const rests: number[] = [];
  let following = rest;
  for (let i = docs.length - 1; i >= 0; i--) {
    rests[i] = following;
    const head = headOf(docs[i]!);
    following = head.width + (head.breaks ? 0 : following);
  }
  return rests;
}

/** Width up to the first place where the line may break. */
interface Head {
  readonly width: number;
  readonly breaks: boolean;
}
function headOf(doc: Doc): Head {
  if (typeof doc === 'string') return { width: doc.length, breaks: false };
  const known = heads.get(doc);
  if (known !== undefined) return known;
  const head = measureHead(doc);
  heads.set(doc, head);
  return head;
}
const heads = new WeakMap<object, Head>();

function measureHead(doc: Exclude<Doc, string>): Head {
  if (isList(doc)) {
    let width = 0;
    for (const child of doc) {
      const head = headOf(child);
      width += head.width;
      if (head.breaks) return { width, breaks: true };
    }
    return { width, breaks: false };
  }
  switch (doc.kind) {
    case 'line':
      return { width: 0, breaks: true };
    case 'problem':
      return { width: 0, breaks: false };
    case 'nest':
    case 'group':
    case 'marked':
      return headOf(doc.doc);
    default:
      return unreachable(doc);
  }
}

/** Width on one line; infinite where a line must break. Remembered, because groups nest. */
function flatWidth(doc: Exclude<Doc, string>): number {
  const known = widths.get(doc);
  if (known !== undefined) return known;
  const width = measure(doc);
  widths.set(doc, width);
  return width;
}
const widths = new WeakMap<object, number>();

function measure(doc: Exclude<Doc, string>): number {
  const widthOf = (child: Doc): number =>
    typeof child === 'string' ? child.length : flatWidth(child);
  if (isList(doc)) return doc.reduce<number>((sum, child) => sum + widthOf(child), 0);
  switch (doc.kind) {
    case 'line':
      return doc.flat?.length ?? Infinity;
    case 'problem':
      return 0;
    case 'nest':
    case 'group':
    case 'marked':
      return widthOf(doc.doc);
    default:
      return unreachable(doc);
  }
}

function isList(doc: Exclude<Doc, string>): doc is readonly Doc[] {
  return Array.isArray(doc);
}
