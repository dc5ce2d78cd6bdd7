import type { Attribute, Entity, Ontology, Relationship } from '../../ontology/model.js';
import type { From } from '../../sql/ast.js';
import { physical, shownOf, type Claim } from './claim.js';
import { columnOf, compare, either, rowsOf, tableAs } from './rows.js';

/** Rows that two paths lead to different rows from; where a path ends early they are not compared. */
export function sameAsClaim(
  ontology: Ontology,
  entity: Entity,
  relationship: Relationship,
  path: readonly string[],
  here: readonly Attribute[],
): Omit<Claim, 'path' | 'what'> | undefined {
  const steps = stepsOf(ontology, entity, path);
  const last = steps?.at(-1);
  if (steps === undefined || last === undefined || last.to.name !== relationship.to)
    return undefined;
  const ends = relationship.on.map((o) => last.relationship.on.findIndex((s) => s.to === o.to));
  if (ends.includes(-1)) return undefined;
  // The last step is not taken: what it would join on is compared with what the relationship joins on.
  const before = steps.slice(0, -1);
  const end = before.length === 0 ? 'own' : relationOf(before.length);
  const differ = here.map((a, i) =>
    compare('<>', columnOf(a, 'own'), columnOf(last.left[ends[i]!]!, end)),
  );
  const key = physical(entity, entity.key) ?? [];
  const shown = key.length > 0 ? key : here;
  return {
    code: 'same-as-differs',
    source: relationship.source,
    entity: entity.name,
    broken: rowsOf(
      shown.map((a) => columnOf(a, 'own')),
      joined(entity, before),
      [either(differ)],
    ),
    shown: shownOf(shown),
    reads: [entity, ...before.map(({ to }) => to)],
  };
}

/** One step of a path: the columns that it joins, on its side and on the other. */
interface Step {
  readonly relationship: Relationship;
  readonly to: Entity;
  readonly left: readonly Attribute[];
  readonly right: readonly Attribute[];
}

/** The steps of a path; undefined where one has no columns to join on. */
function stepsOf(
  ontology: Ontology,
  entity: Entity,
  path: readonly string[],
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const name of path) {
    const from = steps.at(-1)?.to ?? entity;
    const relationship = from.relationships.get(name);
    const to = ontology.entities.get(relationship?.to ?? '');
    if (relationship === undefined || to === undefined) return undefined;
    const left = physical(
      from,
      relationship.on.map((o) => o.from),
    );
    const right = physical(
      to,
      relationship.on.map((o) => o.to),
    );
    if (!left?.length || !right?.length) return undefined;
    steps.push({ relationship, to, left, right });
  }
  return steps;
}

function joined(entity: Entity, steps: readonly Step[]): From {
  return steps.reduce<From>(
    (from, { to, left, right }, i) => {
      const [own, other] = [i === 0 ? 'own' : relationOf(i), relationOf(i + 1)];
      return {
        kind: 'join',
        type: 'inner',
        left: from,
        right: tableAs(to, other),
        on: left.map((a, j) => compare('=', columnOf(a, own), columnOf(right[j]!, other))),
        at: '',
      };
    },
    tableAs(entity, 'own'),
  );
}

/** What the table behind so many steps is called. */
function relationOf(steps: number): string {
  return `step${steps}`;
}
