import type { Filter } from '../manifest.js';
import type { Element } from '../template.js';

/** What MetricFlow is asked: metrics by dimensions, under conditions. */
export interface Query {
  readonly title: string;
  readonly metrics: readonly string[];
  readonly groupBy: readonly Element[];
  readonly where: readonly Filter[];
  /** First and last moment of metric_time, both included: ISO days or moments. */
  readonly between?: readonly [first: string, last: string];
  /** Names of columns; `metric_time` and dimensions without a grain have the grain they are asked by. */
  readonly orderBy: readonly { readonly name: string; readonly descending: boolean }[];
  readonly limit?: number;
  /** Only the smallest and largest value of the one column. */
  readonly minMax: boolean;
  /** Rows are not made distinct where no metric is asked. */
  readonly everyRow: boolean;
}
