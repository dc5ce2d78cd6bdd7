import type { Type } from './type.js';

/** How a type is written in ontologies, casts and messages: `bigint`, `decimal(18,2)`, `array<string>`. */
export function printType(type: Type): string {
  if (type.kind === 'decimal') return `decimal(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `array<${printType(type.of)}>`;
  return type.kind;
}
