import type { Layer } from '../ontology/model.js';

/**
 * How many days partitions of a layer usually live, both ends included: what can be computed again lives
 * shorter than what cannot.
 */
export const usualLifecycles: Readonly<
  Record<Layer, { readonly from: number; readonly to: number }>
> = {
  ods: { from: 7, to: 1095 },
  dwd: { from: 30, to: 1825 },
  dim: { from: 30, to: 3650 },
  dws: { from: 30, to: 3650 },
  ads: { from: 7, to: 1825 },
};
