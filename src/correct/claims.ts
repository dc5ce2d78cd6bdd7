import { at, type JsonPointer } from '../base/diagnostic.js';
import { isObject } from '../base/json/json-object.js';

/** What one stage says that a repair must not lose; read from any JSON value, however wrong its form. */
export interface Claims {
  readonly population: string | undefined;
  readonly outputs: readonly Claim[];
  readonly conditions: readonly Claim[];
  readonly times: readonly Claim[];
  readonly order: boolean;
  readonly limit: string | undefined;
}

/** One measure, key, column, condition or time range, with where it stands. */
export interface Claim {
  readonly kind: 'measure' | 'key' | 'column' | 'condition' | 'time';
  readonly text: string;
  readonly path: JsonPointer;
}

/** Names under which other languages write our conditions, so that a misnamed one still counts. */
const conditionKeys = ['where', 'keep', 'filter', 'filters', 'conditions', 'having', 'qualify'];
const timeKeys = ['time', 'time_range', 'period', 'window'];
const outputKeys: readonly (readonly [string, Claim['kind']])[] = [
  ['by', 'key'],
  ['group_by', 'key'],
  ['dimensions', 'key'],
  ['measures', 'measure'],
  ['metrics', 'measure'],
  ['columns', 'column'],
  ['windows', 'column'],
  ['compute', 'column'],
];

/** The claims of the stage at a pointer. */
export function claimsOf(stage: unknown, path: JsonPointer): Claims {
  const members = isObject(stage) ? stage : {};
  const outputs = outputKeys.flatMap(([key, kind]) =>
    listOf(members[key]).map((item, i): Claim => ({
      kind,
      text: nameOf(item),
      path: at(path, key, i),
    })),
  );
  const measures = ['measures', 'metrics'].flatMap((key) =>
    listOf(members[key]).map((item, i) => ({ item, path: at(path, key, i) })),
  );
  const owners = [{ item: stage, path }, ...measures];
  const limit = members['limit'];
  return {
    population: typeof members['from'] === 'string' ? members['from'] : undefined,
    outputs,
    conditions: [...owners.flatMap(conditionsIn), ...testsIn(members['match'], at(path, 'match'))],
    times: owners.flatMap(timesIn),
    order: listOf(members['order']).length > 0,
    limit: limit === undefined || limit === null ? undefined : JSON.stringify(limit),
  };
}

interface Owner {
  readonly item: unknown;
  readonly path: JsonPointer;
}

function conditionsIn({ item, path }: Owner): readonly Claim[] {
  if (!isObject(item)) return [];
  return conditionKeys.flatMap((key) =>
    listOf(item[key]).map((condition, i): Claim => ({
      kind: 'condition',
      text: typeof condition === 'string' ? condition : JSON.stringify(condition),
      path: Array.isArray(item[key]) ? at(path, key, i) : at(path, key),
    })),
  );
}

/** A look-up that keeps only some rows is a condition too. */
function testsIn(matches: unknown, path: JsonPointer): readonly Claim[] {
  return listOf(matches).flatMap((match, i): readonly Claim[] => {
    if (!isObject(match) || typeof match['only'] !== 'string') return [];
    const text = `${match['only']} ${typeof match['to'] === 'string' ? match['to'] : ''}`.trim();
    return [{ kind: 'condition', text, path: at(path, i) }];
  });
}

function timesIn({ item, path }: Owner): readonly Claim[] {
  if (!isObject(item)) return [];
  return timeKeys.flatMap((key): readonly Claim[] => {
    const value = item[key];
    if (value === undefined || value === null) return [];
    return [{ kind: 'time', text: JSON.stringify(value), path: at(path, key) }];
  });
}

function nameOf(item: unknown): string {
  if (typeof item === 'string') return item;
  if (!isObject(item)) return '';
  const name = item['as'] ?? item['name'] ?? item['metric'] ?? item['grain'] ?? item['is'];
  return typeof name === 'string' ? name : '';
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
