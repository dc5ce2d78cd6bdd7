import type { Ontology } from '../../src/ontology/model.js';
import { columnsOf, type Column } from './expressions.js';
import type { Chance } from './random.js';
import type { MadeStage } from './result-parts.js';

type Matches = readonly [{ readonly match?: readonly object[] }, readonly Column[]];

/** A look-up in an earlier stage with a key that values of the same kinds can be found for. */
export function matches(
  chance: Chance,
  ontology: Ontology,
  before: readonly MadeStage[],
  columns: readonly Column[],
): Matches {
  if (chance.often(0.2)) return entityMatch(chance, ontology, columns);
  const possible = before.filter(({ key }) => key !== undefined);
  if (possible.length === 0 || !chance.often(0.6)) return [{}, []];
  const to = chance.pick(possible);
  const kindOf = (name: string): string => to.columns.find((c) => c.name === name)?.kind ?? '?';
  const on = to.key!.map((key) => {
    const fitting = columns.filter(({ kind }) => kind === kindOf(key));
    return fitting.length === 0 ? undefined : { key, is: chance.pick(fitting).name };
  });
  if (on.includes(undefined)) return [{}, []];
  const target = to.stage['name'] as string;
  const only = chance.often(0.3) ? { only: chance.pick(['matched', 'unmatched']) } : {};
  const seen = to.columns.map(({ name, kind }) => ({ name: `${target}.${name}`, kind }));
  const readable = 'only' in only ? [] : [...seen, { name: `found(${target})`, kind: 'boolean' }];
  return [{ match: [{ to: target, on, ...only }] }, readable];
}

/** A look-up in an entity by its whole key, or a test by a part of it. */
function entityMatch(chance: Chance, ontology: Ontology, columns: readonly Column[]): Matches {
  const others = ['plan', 'stock', 'zone'].filter((e) => ontology.entities.has(e));
  const to = chance.pick(['person', 'city', 'shop', 'sale', ...others]);
  const numbers = columns.filter(({ kind }) => kind === 'bigint');
  if (numbers.length === 0) return [{}, []];
  const { key } = ontology.entities.get(to)!;
  const part = key.length > 1 && chance.often(0.3);
  const on = (part ? key.slice(0, 1) : key).map((k) => ({ key: k, is: chance.pick(numbers).name }));
  const only = part || chance.often(0.4) ? { only: chance.pick(['matched', 'unmatched']) } : {};
  const as = `${to}_found`;
  const seen = columnsOf(ontology, to, 1, `${as}.`);
  const readable = 'only' in only ? [] : [...seen, { name: `found(${as})`, kind: 'boolean' }];
  const at = chance.often(0.2) ? { at: "date '2024-02-15'" } : {};
  return [{ match: [{ to, as, on, ...only, ...at }] }, readable];
}
