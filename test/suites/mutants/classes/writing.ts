import type { ParsedExpr } from '../../../../src/expr/expr.js';
import { walk } from '../../../../src/expr/visit.js';
import { json, type Broken, type MutantClass } from '../mutant.js';
import { expressions, stages, written, type Site } from '../sites.js';

/** Expressions with habits of SQL dialects, half-written ones, and answers that run on without end. */
export const writingClasses: readonly MutantClass[] = [
  whole('empty expression', () => ''),
  whole('empty name in backticks', (site) => `${site.text} = \`\``),
  whole('cast by colons', (site) => (isColumn(site) ? `${site.text}::bigint` : undefined)),
  whole('comment in an expression', (site) => `${site.text} -- as asked`),
  whole('text without its end', (site) =>
    site.text.endsWith("'") ? site.text.slice(0, -1) : undefined,
  ),
  whole('character that is none', (site) =>
    site.text.endsWith("'") ? `${site.text.slice(0, -1)}\u0000'` : undefined,
  ),
  whole('comparison between two bounds', (site) =>
    /^[\w.]+ (?:>|>=) [\d.]+$/.test(site.text) ? `${site.text} < 1000` : undefined,
  ),
  whole('type of another engine', (site) =>
    isColumn(site) ? `cast(${site.text} as nvarchar)` : undefined,
  ),
  whole('more digits than there are', (site) =>
    isColumn(site) ? `cast(${site.text} as decimal(50, 2))` : undefined,
  ),
  whole('ranking in an expression', (site) =>
    isColumn(site) ? `row_number() over (order by ${site.text})` : undefined,
  ),
  whole('word of the language as a name', (site) =>
    /^\w+$/.test(site.text) && isColumn(site) ? 'end' : undefined,
  ),
  whole('escaped pattern', (site) =>
    isCondition(site) && /^[\w.]+ = '\w+'$/.test(site.text)
      ? site.text.replace(/ = '(\w)/, " like '$1\\_")
      : undefined,
  ),
  whole('position with its arguments the other way', (site) =>
    isCondition(site) && /^[\w.]+ = '\w+'$/.test(site.text)
      ? site.text.replace(/^([\w.]+) = ('\w+')$/, 'position($2, $1) > 0')
      : undefined,
  ),
  whole('the day of today', (site) =>
    isCondition(site) && /date '[^']*'|\$as_of/.test(site.text)
      ? site.text.replace(/date '[^']*'|\$as_of/, 'now()')
      : undefined,
  ),
  nodes('number with a unit', (node) =>
    node.kind === 'literal' && node.type.kind === 'bigint' ? `${node.value ?? ''}k` : undefined,
  ),
  nodes('day as a number of seconds', (node, text) =>
    node.kind === 'literal' && node.type.kind === 'date' ? `cast(${text} as bigint)` : undefined,
  ),
  nodes('moment compared with a day', (node, text) =>
    node.kind === 'literal' && node.type.kind === 'timestamp'
      ? text.replace(/^timestamp '([\d-]+).*$/, "date '$1'")
      : undefined,
  ),
  nodes('weekday that is none', (node, text) =>
    node.kind === 'call' && node.name === 'day_of_week' ? `${text} = 0` : undefined,
  ),
  nodes('parameter that is none', (node) => (node.kind === 'literal' ? '$cutoff' : undefined)),
  whole('one condition said without end', (site) =>
    isCondition(site)
      ? Array<string>(3000).fill(site.text).join(' and ').slice(0, 70_000)
      : undefined,
  ),
  whole('brackets without end', (site) => `${'('.repeat(200)}${site.text}${')'.repeat(200)}`),
  {
    name: 'lists without end',
    area: 'types',
    *make(subject) {
      const deep = '['.repeat(400) + ']'.repeat(400);
      const broken = json({ ...subject.document, stages: 'HERE' }).replace('"HERE"', deep);
      yield { text: broken, at: ['/stages'], span: [0, broken.length] };
    },
  },
  {
    name: 'stages without end',
    area: 'types',
    *make(subject) {
      const [first] = stages(subject);
      if (first === undefined || !subject.name.startsWith('shop/')) return;
      const many = Array.from({ length: 20_000 }, () => first.stage);
      const text = json({ ...subject.document, stages: many });
      yield { text, at: [''], span: [0, text.length] };
    },
  },
];

function isColumn({ place }: Site): boolean {
  return place === 'Column.is';
}

function isCondition({ place }: Site): boolean {
  return ['Stage.where', 'Stage.keep', 'Measure.where'].includes(place);
}

function whole(name: string, make: (site: Site) => string | undefined): MutantClass {
  return {
    name,
    area: 'types',
    *make(subject): Iterable<Broken> {
      for (const { site } of expressions(subject)) {
        const text = make(site);
        if (text !== undefined && text !== site.text) yield written(subject, site, text);
      }
    },
  };
}

function nodes(
  name: string,
  make: (node: ParsedExpr, text: string) => string | undefined,
): MutantClass {
  return {
    name,
    area: 'types',
    *make(subject): Iterable<Broken> {
      for (const { site, expr } of expressions(subject)) {
        const found: Broken[] = [];
        walk(expr, (node) => {
          if (node.span === undefined) return;
          const { start, end } = node.span;
          const made = make(node, site.text.slice(start, end));
          if (made !== undefined) found.push(written(subject, { ...site, start, end }, made));
        });
        yield* found;
      }
    },
  };
}
