import type { ColumnFacts, TableFacts } from '../facts.js';
import type { Evidence, FoundEntity, FoundMetric } from '../found.js';
import { isAdditive } from './measures.js';
import { withLabels } from './metric-labels.js';
import { isLevel, isOfOne } from '../words/additive.js';
import { numbered } from '../words/naming.js';
import { snakeCase, wordsOf } from '../words/words.js';

/**
 * Plain metrics: how many rows of each entity, and the sums of what may be added up. `facts` are in the order
 * of the entities; `repeated` are numbers that several rows share, with what they share it by.
 */
export function metricsOf(
  entities: readonly FoundEntity[],
  facts: readonly TableFacts[],
  repeated: ReadonlyMap<ColumnFacts, ColumnFacts>,
  note: (evidence: Evidence) => void,
): readonly FoundMetric[] {
  const isPointedTo = (name: string): boolean =>
    entities.some((e) => e.name !== name && e.relationships.some((r) => r.to === name));
  const taken = new Set(entities.map((e) => e.name));
  const metrics = entities.flatMap((entity, i): FoundMetric[] => {
    const count: FoundMetric = {
      name: numbered(`${entity.name}_cnt`, taken),
      entity: entity.name,
      agg: 'count',
    };
    const pointers = new Set(entity.relationships.flatMap((r) => r.on.map((p) => p.from)));
    const sums = facts[i]!.columns.flatMap((column): FoundMetric[] => {
      const { attribute } = column;
      // A text that is a number is added up by its computed attribute, which stands right behind it.
      const at = entity.attributes.findIndex((a) => a.name === attribute);
      const next = entity.attributes[at + 1];
      const isRead = next?.is !== undefined && next.name.startsWith(attribute);
      const of = isRead ? next : entity.attributes[at]!;
      if (entity.key.includes(attribute) || pointers.has(attribute)) return [];
      if (!isAdditive(column, of.type) || of.values !== undefined) return [];
      const why = whyNotAdded(entity, column, repeated.get(column), isPointedTo(entity.name));
      if (why !== undefined) {
        const text = `not added up: ${why}`;
        note({ entity: entity.name, about: 'attribute', name: of.name, text, taken: false });
        return [];
      }
      const name = numbered(sumName(entity.name, column), taken);
      note({
        entity: entity.name,
        about: 'metric',
        name,
        text: 'named like an amount or a count',
        taken: true,
      });
      return [{ name, entity: entity.name, agg: 'sum', of: of.name }];
    });
    const sales = entity.attributes.find((a) => a.is !== undefined && a.name === 'sales_amount');
    if (sales === undefined || facts[i]!.columns.some((c) => c.attribute === sales.name))
      return [count, ...sums];
    const name = numbered(`${entity.name}_sales_amount_sum`, taken);
    return [count, ...sums, { name, entity: entity.name, agg: 'sum', of: sales.name }];
  });
  return withLabels(metrics, entities);
}

/** Why a number that is called like an amount or a count is no sum all the same. */
function whyNotAdded(
  entity: FoundEntity,
  { words }: ColumnFacts,
  document: ColumnFacts | undefined,
  isPointedTo: boolean,
): string | undefined {
  if (document !== undefined) return `all rows of one ${document.attribute} have the same`;
  if (entity.time !== undefined && isLevel(words))
    return `how much there is at a time, by its name`;
  const isList = entity.time === undefined && isPointedTo;
  return isList && isOfOne(words) ? 'what one of them costs, by its name' : undefined;
}

/** `invoice_total_sum`: without what all columns begin with, and without saying the entity twice. */
function sumName(entity: string, column: ColumnFacts): string {
  const isCut = wordsOf(column.column.name).length > column.words.length;
  const what = isCut ? column.words.join('_') : snakeCase(column.attribute);
  const plain = what.replaceAll(/[^\p{L}\p{M}\p{Nd}]+/gu, '_').replaceAll(/^_+|_+$/g, '');
  const isSaid = plain === entity || plain.startsWith(`${entity}_`);
  return `${isSaid ? plain : `${entity}_${plain}`.slice(0, 180)}_sum`;
}
