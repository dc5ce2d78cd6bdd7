import { at } from '../base/diagnostic.js';
import { parseExpr } from '../expr/parse.js';
import { references } from '../expr/visit.js';
import { visit } from './grammar.js';

/** Places that read columns of the stage's own result by name. */
const resultNames = /^(?:Order\.by|Window\.of|Window\.per|Limit\.per|Stage\.show)$/;
const resultTexts = /\/(?:compute\/\d+\/is|keep\/\d+)$/;

/**
 * Names that a stage reads of its own result and that none of its columns has, each once; `stage` are the
 * steps of its pointer. Works on any value: what has another shape reads nothing.
 */
export function namesRead(document: unknown, stage: readonly string[]): readonly string[] {
  const start = at('', ...stage);
  const made = new Set<string>();
  const read = new Set<string>();
  visit(document, {
    text(text, type, place, path) {
      if (!path.startsWith(`${start}/`)) return;
      if (/^(?:Key|Column|Measure|Window)\.as$/.test(place)) made.add(text);
      if (resultNames.test(place)) read.add(text);
      if (type !== 'Expr' || !resultTexts.test(path)) return;
      const [expr] = parseExpr(text, path);
      for (const { to } of expr === undefined ? [] : references(expr))
        if (to.kind === 'path' && to.names.length === 1) read.add(to.names[0]!);
    },
  });
  return [...read].filter((name) => !made.has(name));
}
