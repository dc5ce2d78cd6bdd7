import type { ParsedExpr } from '../../../../src/expr/expr.js';
import { walk } from '../../../../src/expr/visit.js';
import type { Broken, MutantClass, Subject } from '../mutant.js';
import { expressions, items, written, type Site } from '../sites.js';

/** Operators, types and functions as other languages have them. */
export const expressionClasses: readonly MutantClass[] = [
  replacing('== for =', / = /, ' == '),
  replacing('!= for <>', / <> /, ' != '),
  replacing('&& for and', / and /i, ' && '),
  replacing('|| for or', / or /i, ' || '),
  replacing('full-width comparison', / > /, ' ＞ '),
  replacing('bracket left open', /\)/, ''),
  nodes('number compared with text', (node, site) =>
    node.kind === 'binary' && comparisons.has(node.operator) && isNumber(node.right)
      ? [{ ...site, ...node.right.span! }, "'abc'"]
      : undefined,
  ),
  nodes('text compared with number', (node, site) =>
    node.kind === 'binary' && comparisons.has(node.operator) && isText(node.right)
      ? [{ ...site, ...node.right.span! }, '12345']
      : undefined,
  ),
  nodes('compared with null by =', (node, site, text) =>
    node.kind === 'is-null' && node.span !== undefined && node.operand.span !== undefined
      ? [
          { ...site, ...node.span },
          `${text.slice(node.operand.span.start, node.operand.span.end)} ${node.not ? '<>' : '='} null`,
        ]
      : undefined,
  ),
  nodes('like for a number', (node, site, text) =>
    node.kind === 'binary' &&
    node.operator === '=' &&
    isNumber(node.right) &&
    node.left.span !== undefined
      ? [
          { ...site, start: node.left.span.start, end: node.right.span!.end },
          `${text.slice(node.left.span.start, node.left.span.end)} like '%1%'`,
        ]
      : undefined,
  ),
  nodes('unknown function', (node, site, text) =>
    node.kind === 'call' && node.span !== undefined && /^\w+\(/.test(at(text, node.span))
      ? [{ ...site, ...node.span }, at(text, node.span).replace(/^\w+/, 'frobnicate')]
      : undefined,
  ),
  nodes('function of another dialect', (node, site, text) => {
    if (node.kind !== 'call' || node.span === undefined) return undefined;
    const other = foreign.get(node.name);
    const own = at(text, node.span);
    return other === undefined || !/^\w+\(/.test(own)
      ? undefined
      : [{ ...site, ...node.span }, own.replace(/^\w+/, other)];
  }),
  nodes('argument missing', (node, site, text) => {
    if (node.kind !== 'call' || node.args.length < 2 || node.span === undefined) return undefined;
    const [first] = node.args;
    const own = at(text, node.span);
    const name = /^\w+\(/.exec(own)?.[0];
    return name === undefined || first?.span === undefined || optional.has(node.name)
      ? undefined
      : [{ ...site, ...node.span }, `${name}${at(text, first.span)})`];
  }),
  whole('aggregate in an expression', (site) =>
    site.place === 'Column.is' ? `sum(${site.text})` : undefined,
  ),
  whole('window in an expression', (site) =>
    site.place === 'Column.is' ? `sum(${site.text}) over (partition by 1)` : undefined,
  ),
  whole('subquery in an expression', (site) =>
    site.place === 'Stage.where' ? `${site.text} and 1 in (select 1)` : undefined,
  ),
  whole('condition that is no boolean', (site, expr) =>
    ['Stage.where', 'Stage.keep', 'Measure.where'].includes(site.place) &&
    expr.kind === 'binary' &&
    expr.left.kind === 'reference' &&
    expr.left.span !== undefined &&
    !site.text.startsWith('is_')
      ? site.text.slice(expr.left.span.start, expr.left.span.end)
      : undefined,
  ),
  whole('reads the clock', (site, expr) =>
    ['Stage.where', 'Measure.where'].includes(site.place) && hasDay(expr)
      ? site.text.replace(/date '[^']*'/, 'current_date')
      : undefined,
  ),
  whole('condition twice over', (site) =>
    site.place === 'Stage.where' && !/ or /i.test(site.text)
      ? `${site.text} and ${site.text}`
      : undefined,
  ),
  {
    name: 'aggregate of a text',
    area: 'types',
    *make(subject) {
      for (const { path, item } of items(subject, 'measures')) {
        const { agg, of } = item as { agg?: string; of?: string };
        const text = agg === 'sum' || agg === 'avg' ? textAttribute(subject, of ?? '') : undefined;
        if (text !== undefined && of !== undefined)
          yield written(
            subject,
            { path: `${path}/of`, place: 'Measure.of', text: of, start: 0, end: of.length },
            text,
          );
      }
    },
  },
  {
    name: 'identifier added up',
    area: 'types',
    *make(subject) {
      for (const { path, stage, item } of items(subject, 'measures')) {
        const { agg, of, entity } = item as { agg?: string; of?: string; entity?: string };
        if (!['sum', 'avg'].includes(agg ?? '') || of === undefined) continue;
        const from =
          entity ?? (subject.document.stages[Number(stage.split('/')[2])]!['from'] as string);
        const key = subject.ontology.entities.get(from)?.key[0];
        const type = subject.ontology.entities.get(from)?.attributes.get(key ?? '')?.type.kind;
        if (key !== undefined && type === 'bigint')
          yield written(
            subject,
            { path: `${path}/of`, place: 'Measure.of', text: of, start: 0, end: of.length },
            key,
          );
      }
    },
  },
];

/** What has a meaning with its first argument alone. */
const optional = new Set(['coalesce', 'round', 'concat', 'substring']);
const comparisons = new Set(['=', '<>', '<', '<=', '>', '>=']);
const foreign = new Map([
  ['year', 'extract_year'],
  ['substring', 'substring_index'],
  ['coalesce', 'zeroifnull'],
  ['days_between', 'datediff'],
  ['date_diff', 'timestampdiff'],
  ['length', 'len'],
  ['date_trunc', 'trunc'],
  ['format_date', 'date_format'],
  ['if', 'iif'],
  ['month', 'date_part'],
  ['position', 'instr'],
]);

function replacing(name: string, pattern: RegExp, by: string): MutantClass {
  return whole(name, (site) =>
    pattern.test(site.text) ? site.text.replace(pattern, by) : undefined,
  );
}

function whole(
  name: string,
  make: (site: Site, expr: ParsedExpr) => string | undefined,
): MutantClass {
  return {
    name,
    area: 'types',
    *make(subject): Iterable<Broken> {
      for (const { site, expr } of expressions(subject)) {
        const text = make(site, expr);
        if (text !== undefined && text !== site.text) yield written(subject, site, text);
      }
    },
  };
}

function nodes(
  name: string,
  make: (node: ParsedExpr, site: Site, text: string) => readonly [Site, string] | undefined,
): MutantClass {
  return {
    name,
    area: 'types',
    *make(subject): Iterable<Broken> {
      for (const { site, expr } of expressions(subject)) {
        const found: (readonly [Site, string])[] = [];
        walk(expr, (node) => {
          const made = make(node, site, site.text);
          if (made !== undefined) found.push(made);
        });
        for (const [place, text] of found) yield written(subject, place, text);
      }
    },
  };
}

function at(text: string, span: { readonly start: number; readonly end: number }): string {
  return text.slice(span.start, span.end);
}

function isNumber(expr: ParsedExpr): boolean {
  return expr.kind === 'literal' && ['bigint', 'decimal'].includes(expr.type.kind) && !!expr.span;
}

function isText(expr: ParsedExpr): boolean {
  return expr.kind === 'literal' && expr.type.kind === 'string' && !!expr.span;
}

function hasDay(expr: ParsedExpr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === 'literal' && node.type.kind === 'date') found = true;
  });
  return found;
}

function textAttribute({ ontology }: Subject, of: string): string | undefined {
  for (const entity of ontology.entities.values())
    if (entity.attributes.has(of.split('.').at(-1) ?? ''))
      for (const attribute of entity.attributes.values())
        if (attribute.type.kind === 'string')
          return [...of.split('.').slice(0, -1), attribute.name].join('.');
  return undefined;
}
