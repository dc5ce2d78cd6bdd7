import type { TimeUnit } from '../../expr/expr.js';
import type { Agg } from '../../dsl/document.js';

/** How two numbers or values are compared. */
export type Comparison = '>' | '>=' | '<' | '<=' | '=' | '<>';

/** A word of the grammar, not of the business: what it does to the words beside it. */
export type Mark =
  /** 各, each: what follows is a key of the result. */
  | { readonly kind: 'each' }
  /** 按, by: a key, or what the result is ordered by. */
  | { readonly kind: 'by' }
  /** 维度: what stands before is a key. */
  | { readonly kind: 'dimension' }
  /** 每天, monthly: buckets of time. */
  | { readonly kind: 'grain'; readonly unit: TimeUnit }
  /** 趋势: buckets of time, of a size that was not said. */
  | { readonly kind: 'trend' }
  /** 超过, at least: stands before its number, or (`after`) behind it: 以上. */
  | { readonly kind: 'compare'; readonly op: Comparison; readonly after: boolean }
  /** 在 100 到 200 之间. */
  | { readonly kind: 'between' }
  | { readonly kind: 'range' }
  | { readonly kind: 'not' }
  /** 从未, never: rows without any of something. */
  | { readonly kind: 'without' }
  /** Top 10, 前20, 最高的5个; without `rows` the single best. */
  | { readonly kind: 'top'; readonly rows?: number; readonly ascending: boolean }
  /** 除以, divided by. */
  | { readonly kind: 'divide' }
  /** 排名: the place in the order is a column. */
  | { readonly kind: 'rank' }
  | { readonly kind: 'sort'; readonly ascending?: boolean }
  | { readonly kind: 'share' }
  /** 多少个, how many, number of: stands before what is counted. */
  | { readonly kind: 'count' }
  /** 数, 数量: stands behind what is counted. */
  | { readonly kind: 'counted' }
  | { readonly kind: 'agg'; readonly agg: Agg }
  /** 日均: a total over the days of its time. */
  | { readonly kind: 'per-day' }
  /** 名称, ID: of what is listed or grouped, where it has no word of its own. */
  | { readonly kind: 'naming'; readonly part: 'name' | 'key' }
  /** 哪些, which: what follows is what the result lists. */
  | { readonly kind: 'which' }
  /** 列出, list, 明细. */
  | { readonly kind: 'list' }
  /** 全部, all: also those without anything. */
  | { readonly kind: 'all' }
  /** 汇总表, DWS: the result is a table. */
  | { readonly kind: 'table'; readonly layer?: 'dwd' | 'dim' | 'dws' | 'ads' }
  /** 每日产出, scheduled: the result is written again and again. */
  | { readonly kind: 'schedule' }
  | { readonly kind: 'lifecycle'; readonly days: number }
  /** 历史累计: everything through the as-of day. */
  | { readonly kind: 'all-time' }
  /** 分别, respectively. */
  | { readonly kind: 'separately' }
  | { readonly kind: 'and' }
  | { readonly kind: 'or' }
  /** 的, of. */
  | { readonly kind: 'of' }
  /** in, from, with: what follows says more about what stands before. */
  | { readonly kind: 'preposition' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** 为, 是, is: what follows is the value of the attribute before. */
  | { readonly kind: 'is' }
  /** The end of a clause or sentence. */
  | { readonly kind: 'end' }
  /** Courtesy and glue. */
  | { readonly kind: 'stop' };

/** What a word of the grammar does. */
export type MarkKind = Mark['kind'];
