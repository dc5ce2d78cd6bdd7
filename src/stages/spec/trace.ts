import type { CheckedDocument } from '../../compile.js';
import { touchedBy } from '../../gates/touched.js';
import { originOf } from '../../lineage/origin.js';
import type { Ontology } from '../../ontology/model.js';
import type { Spec } from '../../workspace/spec.js';

/** A spec with the documents that passed every law, by short name. */
export interface TracedSpec {
  readonly spec: Spec;
  readonly checked: ReadonlyMap<string, CheckedDocument>;
}

/** One way from a thing to another: `REQ-001 of 001-store-nd` is satisfied by a document, and so on. */
export interface Link {
  readonly from: string;
  readonly by: 'satisfied-by' | 'makes' | 'reads' | 'tested-by' | 'is' | 'writes' | 'column-of';
  readonly to: string;
}

/**
 * Every link of the specs, each once: requirement → document → table → column → metric and source column →
 * source table. Names: `001-x#REQ-001`, `001-x/dsl/doc`, `table`, `table.column`, `metric m`. Columns of a
 * question stand under its document. What a change and the spec that it changes both say is one link.
 */
export function linksOf(specs: readonly TracedSpec[], ontology: Ontology): readonly Link[] {
  const all = specs.flatMap(({ spec, checked }) =>
    [...checked].flatMap(([name, made]) => documentLinks(spec, name, made, ontology)),
  );
  return [...new Map(all.map((link) => [JSON.stringify(link), link])).values()];
}

function documentLinks(
  spec: Spec,
  name: string,
  made: CheckedDocument,
  ontology: Ontology,
): readonly Link[] {
  const document = `${spec.name}/dsl/${name}`;
  const { bound } = made;
  const table = bound.target?.table.join('.');
  const owner = table ?? document;
  const result = bound.stages.at(-1)!;
  const columns = bound.target?.columns.map((c) => c.name) ?? result.output.map((o) => o.name);
  return [
    ...(made.document.satisfies ?? []).map((id): Link => ({
      from: `${spec.name}#${id}`,
      by: 'satisfied-by',
      to: document,
    })),
    ...spec.tests
      .filter((t) => t.of === undefined || t.of === name)
      .map((t): Link => ({ from: document, by: 'tested-by', to: t.test })),
    ...(table === undefined ? [] : [{ from: document, by: 'writes', to: table } as const]),
    ...[...touchedBy(bound, ontology).entities]
      .filter((entity) => entity.table.dsl === undefined)
      .map((e): Link => ({ from: document, by: 'reads', to: e.table.name.join('.') })),
    ...columns.flatMap((column): readonly Link[] => {
      const at = `${owner}.${column}`;
      const { sources, metric } = originOf(result, column, bound.views);
      return [
        { from: owner, by: 'makes', to: at },
        ...(metric === undefined ? [] : [{ from: at, by: 'is', to: `metric ${metric}` } as const]),
        ...sources.flatMap(({ entity, attribute }): readonly Link[] => {
          const source = entity.table.name.join('.');
          const read = `${source}.${attribute.column ?? attribute.name}`;
          return [
            { from: at, by: 'reads', to: read },
            { from: read, by: 'column-of', to: source },
          ];
        }),
      ];
    }),
  ];
}

/** Links on the way from a thing to what it comes to, and on the way back to what depends on it. */
export interface Trace {
  readonly toward: readonly Link[];
  readonly back: readonly Link[];
}

/** Follows links from any of `names` both ways, each link once, in order of distance. */
export function traceOf(links: readonly Link[], names: readonly string[]): Trace {
  return {
    toward: follow(
      links,
      names,
      (l) => l.from,
      (l) => l.to,
    ),
    back: follow(
      links,
      names,
      (l) => l.to,
      (l) => l.from,
    ),
  };
}

function follow(
  links: readonly Link[],
  names: readonly string[],
  near: (link: Link) => string,
  far: (link: Link) => string,
): readonly Link[] {
  const seen = new Set(names);
  const taken = new Set<Link>();
  for (const name of seen)
    for (const link of links)
      if (near(link) === name && !taken.has(link)) {
        taken.add(link);
        seen.add(far(link));
      }
  return [...taken];
}

/** The things that a word may mean: a whole name, or the end of one after `#`, `.`, `/` or a blank. */
export function thingsNamed(links: readonly Link[], word: string): readonly string[] {
  const all = [...new Set(links.flatMap((l) => [l.from, l.to]))];
  if (all.includes(word)) return [word];
  return all.filter((name) => ['#', '.', '/', ' '].some((sign) => name.endsWith(sign + word)));
}
