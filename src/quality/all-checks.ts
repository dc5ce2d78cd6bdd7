import { acceptedValues } from './accepted-values.js';
import type { CheckKind } from './check.js';
import { complete } from './complete.js';
import { range } from './range.js';
import { reference } from './reference.js';
import { rowCount } from './row-count.js';
import { unique } from './unique.js';

/** Every kind of check, in the order people read a report. */
export const allChecks: readonly CheckKind[] = [
  rowCount,
  unique,
  complete,
  acceptedValues,
  range,
  reference,
];
