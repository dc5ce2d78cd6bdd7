import type { Field } from '../frame.js';
import { type Reading, fieldAt, isHappening, isMeasured, isOfRows, skip } from './reading.js';

/** 没有使用促销码: rows without it. */
export function readLack(reading: Reading): boolean {
  reading.at += 1;
  skip(reading, 'is', 'stop');
  const field = fieldAt(reading, reading.at);
  if (field === undefined || isOfRows(field) || isHappening(field)) return false;
  reading.at += 1;
  if (!isMeasured(field)) return addHas(reading, field, false);
  // 没有折扣的: none, or nothing said of it.
  if (reading.tokens[reading.at]?.text !== '的') return false;
  reading.filters.push({
    kind: 'test',
    field: { entity: field.entity, attribute: field.attribute },
    test: (path) => `coalesce(${path}, 0) = 0`,
  });
  return true;
}

/** Rows with something, or without; an empty text is nothing. */
export function addHas(reading: Reading, { entity, attribute }: Field, has: boolean): boolean {
  if (attribute.type.kind !== 'string') return false;
  const value = (path: string): string => `nullif(trim(${path}), '')`;
  reading.filters.push({
    kind: 'test',
    field: { entity, attribute },
    test: (path) => `${value(path)} is ${has ? 'not ' : ''}null`,
  });
  return true;
}
