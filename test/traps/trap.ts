import type { TableRows } from '../support/compiled-rows.js';
import type { HandRows } from '../reference/hand-rows.js';

/** A shape of data in which a plausible query gives a wrong number, and what is right. */
export interface Trap {
  readonly name: string;
  readonly definitions: readonly object[];
  /** Documents that entities are the results of, by their files. */
  readonly documents?: Readonly<Record<string, object>>;
  readonly tables: TableRows;
  /** Members of the documents beside their stages; they are questions as of 2026-03-31. */
  readonly more?: object;
  readonly asked: readonly Asked[];
}

/** One document: the rows that were worked out by hand, or the code that it is refused with. */
export type Asked = {
  readonly stages: readonly object[];
  readonly more?: object;
  /** The code with which MaxCompute's text is refused. */
  readonly maxcompute?: string;
  /** Tables that are otherwise at that time. */
  readonly tables?: TableRows;
} & ({ readonly rows: HandRows } | { readonly refused: string });

/** The stages of a document that has one. */
export const one = (more: object): readonly object[] => [{ name: 'result', ...more }];

/** A range of days, both included. */
export const days = (from: string, to: string): object => ({
  from: `date '${from}'`,
  to: `date '${to}'`,
});
