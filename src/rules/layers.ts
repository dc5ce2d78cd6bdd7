import type { Layer } from '../ontology/model.js';

/** How a table of a layer is named (OneData): what its name begins with, and which endings say what it holds. */
export interface LayerNaming {
  readonly prefix: string;
  /** Endings that say how rows arrive (di: daily increment, df: daily full …); absent: any ending will do. */
  readonly arrivals?: readonly string[];
  /** The ending is a period (1d, nd, td …). */
  readonly period: boolean;
}

/** i: increment, f: full, l: zipper, a: unpartitioned full; d, h, w, m: the cycle; r: real time. */
const arrivals = ['di', 'df', 'hi', 'hf', 'wi', 'wf', 'mi', 'mf', 'ri', 'rf', 'dl', 'l', 'a'];

/** The naming of each layer. */
export const namings: Readonly<Record<Layer, LayerNaming>> = {
  ods: { prefix: 'ods_', period: false },
  dwd: { prefix: 'dwd_', arrivals, period: false },
  dim: { prefix: 'dim_', period: false },
  dws: { prefix: 'dws_', period: true },
  ads: { prefix: 'ads_', period: false },
};

/** Whether a table of one layer may read one of another. */
export type Permission = 'yes' | 'avoid' | 'no';

/**
 * Who may read whom, by the layer that reads, then the one that is read (the layer-calling rules of
 * OneData): data flows from ODS through DWD and DIM to DWS and ADS, never back, and nothing above the
 * common layer touches ODS.
 */
export const permissions: Readonly<Record<Layer, Readonly<Record<Layer, Permission>>>> = {
  ods: { ods: 'yes', dwd: 'no', dim: 'no', dws: 'no', ads: 'no' },
  dwd: { ods: 'yes', dwd: 'yes', dim: 'yes', dws: 'no', ads: 'no' },
  dim: { ods: 'yes', dwd: 'yes', dim: 'yes', dws: 'no', ads: 'no' },
  dws: { ods: 'no', dwd: 'yes', dim: 'yes', dws: 'yes', ads: 'no' },
  ads: { ods: 'no', dwd: 'avoid', dim: 'yes', dws: 'yes', ads: 'avoid' },
};

/** The layers that a layer may read without reserve. */
export function readableBy(layer: Layer): readonly Layer[] {
  const all = Object.entries(permissions[layer]) as readonly (readonly [Layer, Permission])[];
  return all.filter(([, permission]) => permission === 'yes').map(([name]) => name);
}

/** The last part of a table's name, without schema and catalog. */
export function bareName(table: readonly string[]): string {
  return table.at(-1) ?? '';
}

/** The layer that a table's name begins with. */
export function layerInName(table: string): Layer | undefined {
  const layers = Object.keys(namings) as readonly Layer[];
  return layers.find((layer) => table.toLowerCase().startsWith(namings[layer].prefix));
}
