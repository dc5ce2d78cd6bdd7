import { add, refuse, type Builder, type Part } from './builder.js';

/**
 * Parts under the keys that any of them has: all their rows, each with null for the values of the others,
 * then one row a key. Each value is in one row of a key at most, so its maximum is the value, and null
 * keys meet.
 */
export function merged(builder: Builder, parts: readonly Part[]): Part | undefined {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first;
  const { keys } = first;
  const differing = others.some((other) =>
    keys.some((key, i) => key.column !== other.keys[i]?.column || key.type !== other.keys[i].type),
  );
  if (differing) return refuse(builder, 'keys that differ between the tables of the metrics');
  const values = [...new Set(parts.flatMap((part) => part.values))];
  const union = parts.map((part) =>
    add(builder, 'padded', {
      from: part.stage,
      columns: [
        ...keys.map(({ column }) => ({ as: column, is: column })),
        ...values.map((value) => ({
          as: value,
          is: part.values.includes(value) ? `cast(${value} as double)` : 'cast(null as double)',
        })),
      ],
      show: [...keys.map(({ column }) => column), ...values],
    }),
  );
  const all = add(builder, 'all', { union });
  const stage = add(builder, 'merged', {
    from: all,
    by: keys.map(({ column }) => ({ as: column, is: column })),
    measures: values.map((value) => ({ as: value, agg: 'max' as const, of: value })),
  });
  return { stage, keys, values };
}
