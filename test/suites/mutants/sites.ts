import { at, type JsonPointer } from '../../../src/base/diagnostic.js';
import { visit, type TextType } from '../../../src/dsl/grammar.js';
import type { Literal, ParsedExpr } from '../../../src/expr/expr.js';
import { parseExpr } from '../../../src/expr/parse.js';
import { references, walk } from '../../../src/expr/visit.js';
import type { Attribute } from '../../../src/ontology/model.js';
import { changed, valueAt, type Broken, type StageJson, type Subject } from './mutant.js';

/** Some characters of a text of a document. */
export interface Site {
  readonly path: JsonPointer;
  /** Of the grammar: `Measure.metric`, `Stage.where`. */
  readonly place: string;
  /** The whole text at `path`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A name that a document reads: a whole text, or one step of a path in an expression. */
export interface NameSite extends Site {
  readonly name: string;
  /** The path it is a step of; of a whole text, itself. */
  readonly names: readonly string[];
  readonly index: number;
}

/** Every text of a document. */
export function texts({ document }: Subject, type?: TextType): readonly Site[] {
  const found: Site[] = [];
  visit(document, {
    text(text, kind, place, path) {
      if ((type === undefined || kind === type) && text !== '?')
        found.push({ path, place, text, start: 0, end: text.length });
    },
  });
  return found;
}

/** Every expression with its tree. */
export function expressions(
  subject: Subject,
): readonly { readonly site: Site; readonly expr: ParsedExpr }[] {
  return texts(subject, 'Expr').flatMap((site) => {
    const [expr] = parseExpr(site.text, site.path);
    return expr === undefined ? [] : [{ site, expr }];
  });
}

/** Names that make something rather than read it. */
const made = new Set([
  'Stage.name',
  'Match.as',
  'Key.as',
  'Column.as',
  'Measure.as',
  'Window.as',
  'Param.name',
  'Target.table',
  'Target.domain',
]);

/** Every name that a document reads. */
export function names(subject: Subject): readonly NameSite[] {
  const whole = texts(subject, 'Name')
    .filter((s) => !made.has(s.place))
    .map((s) => ({ ...s, name: s.text, names: [s.text], index: 0 }));
  const steps = expressions(subject).flatMap(({ site, expr }) =>
    references(expr).flatMap(({ to, span }): readonly NameSite[] => {
      if (to.kind !== 'path' || span === undefined) return [];
      if (site.text.slice(span.start, span.end) !== to.names.join('.')) return [];
      return to.names.map((name, index) => {
        const before = to.names.slice(0, index).reduce((sum, n) => sum + n.length + 1, 0);
        const start = span.start + before;
        return { ...site, start, end: start + name.length, name, names: to.names, index };
      });
    }),
  );
  return [...whole, ...steps];
}

/** The document with other characters at a site. */
export function written(subject: Subject, site: Site, text: string): Broken {
  const value = `${site.text.slice(0, site.start)}${text}${site.text.slice(site.end)}`;
  return changed(subject, [{ op: 'replace', path: site.path, value }]);
}

/** Every literal that is compared with an attribute of coded values. */
export function codes(
  subject: Subject,
): readonly { readonly site: Site; readonly attribute: Attribute; readonly code: string }[] {
  return expressions(subject).flatMap(({ site, expr }) => {
    const found: { site: Site; attribute: Attribute; code: string }[] = [];
    const compare = (left: ParsedExpr, others: readonly ParsedExpr[]): void => {
      const last =
        left.kind === 'reference' && left.to.kind === 'path' ? left.to.names.at(-1) : undefined;
      const attribute = last === undefined ? undefined : codedAttribute(subject, last);
      if (attribute === undefined) return;
      for (const other of others)
        if (isText(other) && other.span !== undefined && attribute.values!.has(other.value ?? ''))
          found.push({
            site: { ...site, start: other.span.start, end: other.span.end },
            attribute,
            code: other.value ?? '',
          });
    };
    walk(expr, (node) => {
      if (node.kind === 'in') compare(node.operand, node.list);
      if (node.kind === 'binary' && ['=', '<>'].includes(node.operator))
        compare(node.left, [node.right]);
    });
    return found;
  });
}

function codedAttribute({ ontology }: Subject, name: string): Attribute | undefined {
  const all = [...ontology.entities.values()].flatMap((e) => e.attributes.get(name) ?? []);
  const coded = all.filter((a) => a.values !== undefined);
  return coded.length === 1 && all.length === 1 ? coded[0] : undefined;
}

/** Every literal of an expression. */
export function literals(
  subject: Subject,
): readonly { readonly site: Site; readonly literal: Literal }[] {
  return expressions(subject).flatMap(({ site, expr }) => {
    const found: { site: Site; literal: Literal }[] = [];
    walk(expr, (node) => {
      if (node.kind === 'literal' && node.span !== undefined)
        found.push({ site: { ...site, ...node.span }, literal: node });
    });
    return found;
  });
}

function isText(expr: ParsedExpr): expr is Literal {
  return expr.kind === 'literal' && expr.type.kind === 'string';
}

/** Every item of a list that stages have, e.g. `measures`. */
export function items(
  { document }: Subject,
  list: string,
): readonly {
  readonly path: JsonPointer;
  readonly stage: JsonPointer;
  readonly item: Readonly<Record<string, unknown>>;
}[] {
  return document.stages.flatMap((stage, i) => {
    const all = stage[list];
    if (!Array.isArray(all)) return [];
    return (all as readonly Readonly<Record<string, unknown>>[]).map((item, j) => ({
      path: at('/stages', i, list, j),
      stage: at('/stages', i),
      item,
    }));
  });
}

/** Every stage with its pointer. */
export function stages({ document }: Subject): readonly {
  readonly path: JsonPointer;
  readonly stage: StageJson;
}[] {
  return document.stages.map((stage, i) => ({ path: at('/stages', i), stage }));
}

/** Pointers of names and expressions that read a column or stage of that name. */
export function readersOf(subject: Subject, name: string): readonly JsonPointer[] {
  return names(subject)
    .filter((site) => site.name === name && valueAt(subject.document, site.path) !== undefined)
    .map((site) => site.path);
}
