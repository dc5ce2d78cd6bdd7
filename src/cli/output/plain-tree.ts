/**
 * A tree of ours as plain JSON for people: maps become objects, and what is defined elsewhere (an
 * entity, an attribute, a relationship, a stage read by another) is shown by its name.
 */
export function plainTree(value: unknown): unknown {
  return plain(value, '');
}

const byName: ReadonlySet<string> = new Set([
  'entity',
  'attribute',
  'relationship',
  'calendar',
  'stage',
]);

function plain(value: unknown, key: string): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([k, v]) => [String(k), plain(v, '')]));
  if (Array.isArray(value)) return value.map((v) => plain(v, key === 'stages' ? 'listed' : key));
  if (typeof value !== 'object' || value === null) return value;
  if ((byName.has(key) || isEntity(value)) && 'name' in value) return value.name;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([k]) => k !== 'span' && k !== 'source')
      .map(([k, v]) => [k, plain(v, k)]),
  );
}

function isEntity(value: object): boolean {
  return 'attributes' in value && 'relationships' in value;
}
