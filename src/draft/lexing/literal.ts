import type { Attribute } from '../../ontology/model.js';

/** A text as a literal of an attribute's type. */
export function literalOf(attribute: Attribute, value: string): string {
  const { kind } = attribute.type;
  const isNumber = kind === 'bigint' || kind === 'decimal' || kind === 'double';
  if (isNumber && /^-?\d+(?:\.\d+)?$/.test(value)) return value;
  if (kind === 'boolean' && /^(?:true|false)$/i.test(value)) return value.toLowerCase();
  return quoted(value);
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
