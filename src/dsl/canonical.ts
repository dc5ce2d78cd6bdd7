import { at, type JsonPointer } from '../base/diagnostic.js';
import { remember } from '../base/remember.js';
import { parseExpr } from '../expr/parse.js';
import { printExpr } from '../expr/print.js';
import type { Document } from './document.js';
import { rebuild, type Members, type TextType } from './grammar.js';
import { layout } from './layout.js';
import { quoted } from './names.js';

/** The canonical form of a document (S16): keys in grammar order, null, absent and defaults left out, every Expr printed from its tree. */
export function canonical(document: Document): Document {
  return canonicalForms(document, '', () => canonicalForm(document));
}

const canonicalForms = remember<Document>();

function canonicalForm(document: Document): Document {
  const shown = (document.assumptions ?? []).map(({ at: place }) => place);
  return rebuild(document, {
    text: canonicalText,
    object: (value, type, path) => withoutDefaults(value, type, path, shown),
  });
}

/** The text `dataagent fmt` writes: the canonical form as JSON, two spaces, short values on one line, a final newline. */
export function formatDocument(document: Document): string {
  return formatted(document, '', () => `${layout(quoted(canonical(document)))}\n`);
}

const formatted = remember<string>();

/** What is no expression (yet), a hole above all, stays as it is written. */
function canonicalText(text: string, type: TextType, place: string): string {
  if (place === 'Measure.shift') return text.trim().replace(/ +/g, ' ').replace(/^\+/, '');
  if (type !== 'Expr') return text;
  const [expr] = parseExpr(text, '');
  return expr === undefined ? text : printExpr(expr);
}

/** Values that mean the same as their absence. A list is among them only where an empty one says nothing. */
const defaults: Readonly<Record<string, (value: unknown, owner: Members) => boolean>> = {
  'Document.satisfies': isEmpty,
  'Document.params': isEmpty,
  'Document.unresolved': isEmpty,
  'Document.assumptions': isEmpty,
  'Stage.match': isEmpty,
  'Stage.where': isEmpty,
  'Stage.measures': isEmpty,
  'Stage.windows': isEmpty,
  'Stage.compute': isEmpty,
  'Stage.keep': isEmpty,
  'Stage.order': isEmpty,
  'Match.as': (value, owner) => value === owner['to'],
  'Key.gaps': (value) => value === 'leave',
  'Measure.via': isEmpty,
  'Measure.where': isEmpty,
  'Window.per': isEmpty,
  'Window.order': isEmpty,
  'Window.n': (value, owner) => value === 1 && owner['fn'] !== 'ntile',
  'Order.dir': (value) => value === 'asc',
  'Order.nulls': (value) => value === 'last',
  'Limit.ties': (value) => value === 'cut',
  'Target.partition': isEmpty,
  'Target.columns': isEmpty,
  'Option.recommended': (value) => value === false,
};

/** What an assumption is about stays, so that there is a place to show it at. */
function withoutDefaults(
  value: Members,
  type: string,
  path: JsonPointer,
  shown: readonly string[],
): Members {
  return Object.fromEntries(
    Object.entries(value).filter(([key, member]) => {
      if (member === null) return false;
      const isDefault = defaults[`${type}.${key}`]?.(member, value) ?? false;
      return !isDefault || shown.includes(at(path, key));
    }),
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
