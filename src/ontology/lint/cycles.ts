import type { Diagnostic } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { references } from '../../expr/visit.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import { inSource } from './lint.js';
import { followPath, partsOf } from '../lookup.js';
import type { Attribute, Entity, Ontology } from '../model.js';

/** Computed attributes and metrics that wait for themselves, each circle reported once, at its first name. */
export function lintCycles(ontology: Ontology): readonly Diagnostic[] {
  return [...metricCycles(ontology), ...attributeCycles(ontology)];
}

function metricCycles(ontology: Ontology): readonly Diagnostic[] {
  const graph = new Map([...ontology.metrics].map(([name, metric]) => [name, partsOf(metric)]));
  return circles(graph).flatMap((names) => {
    const metric = ontology.metrics.get(names[0] ?? '');
    if (metric === undefined) return [];
    const path = metric.type === 'derived' ? '/of' : '/is';
    return [ontologyDiagnostic('metric-cycle', path, { names }, inSource(metric.source))];
  });
}

interface Owned {
  readonly entity: Entity;
  readonly attribute: Attribute;
}

function attributeCycles(ontology: Ontology): readonly Diagnostic[] {
  const owned = new Map<string, Owned>();
  for (const entity of ontology.entities.values())
    for (const attribute of entity.attributes.values())
      if (attribute.is !== undefined) owned.set(keyOf(entity, attribute), { entity, attribute });
  const graph = new Map(
    [...owned].map(([key, { entity, attribute }]) => [key, read(ontology, entity, attribute)]),
  );
  return circles(graph).flatMap((names) => {
    const first = owned.get(names[0] ?? '');
    if (first === undefined) return [];
    const { source } = first.attribute;
    return [
      ontologyDiagnostic('attribute-cycle', at(source.path, 'is'), { names }, inSource(source)),
    ];
  });
}

function read(ontology: Ontology, entity: Entity, { is }: Attribute): readonly string[] {
  if (is === undefined) return [];
  return references(is.expr).flatMap(({ to }) => {
    if (to.kind !== 'path') return [];
    const meaning = followPath(ontology, entity, to.names);
    return meaning.kind === 'attribute' ? [keyOf(meaning.entity, meaning.attribute)] : [];
  });
}

function keyOf(entity: Entity, attribute: Attribute): string {
  return `${entity.name}.${attribute.name}`;
}

/** The circles of a graph, each from its least name and back to it, in the order of those names. */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>();
  const found = new Map<string, readonly string[]>();
  // A stack of its own: a chain of definitions may be longer than the program's stack is deep.
  for (const start of [...graph.keys()].toSorted()) {
    const trail: { readonly name: string; readonly next: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      if (done.has(name) || !graph.has(name)) return;
      const open = trail.findIndex((step) => step.name === name);
      if (open < 0) {
        trail.push({ name, next: (graph.get(name) ?? [])[Symbol.iterator]() });
        return;
      }
      const circle = rotated(trail.slice(open).map((step) => step.name));
      found.set(circle.join('\n'), [...circle, circle[0] ?? '']);
    };
    enter(start);
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const next = top.next.next();
      if (next.done !== true) {
        enter(next.value);
        continue;
      }
      trail.pop();
      done.add(top.name);
    }
  }
  return [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, names]) => names);
}

function rotated(names: readonly string[]): readonly string[] {
  const least = names.toSorted()[0] ?? '';
  const first = names.indexOf(least);
  return [...names.slice(first), ...names.slice(0, first)];
}
