import type { Type } from './type.js';

/** How a type is written in ontologies, casts and messages: `bigint`, `decimal(18,2)`, `array<string>`. */
export function printType(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'array':
      return `array<${printType(type.of)}>`;
    default:
      return type.kind;
  }
}
