import type { Attribute } from '../ontology/model.js';

/** Whether an attribute can be added up or compared with numbers. */
export function isNumeric({ type }: Attribute): boolean {
  return ['bigint', 'decimal', 'double'].includes(type.kind);
}

/** Whether an attribute is a day or a moment. */
export function isTemporal({ type }: Attribute): boolean {
  return type.kind === 'date' || type.kind === 'timestamp';
}
