import { ontologyOf } from '../support/bind.js';

/** A depot with names in Chinese only, as `init --from` reads a database. */
export const depot = ontologyOf(`
entity: 仓库
source: { table: 仓库 }
key: [仓库编号]
attributes:
  仓库编号: { type: bigint }
  仓库名称: { type: string }
  所在省: { type: string, column: prov }
---
entity: 入库单
source: { table: 入库单 }
key: [单号]
time: 入库日期
attributes:
  单号: { type: string }
  仓库编号: { type: bigint }
  入库日期: { type: date }
  件数: { type: bigint }
  金额: { type: 'decimal(12,2)' }
  状态: { type: string, values: { 已完成, 待处理 } }
relationships:
  仓库: { to: 仓库, on: { 仓库编号: 仓库编号 }, cardinality: many_to_one, required: true }
---
metric: 入库单_cnt
label: 入库单数
type: aggregate
entity: 入库单
agg: count
---
metric: 入库单_件数_sum
label: 入库件数
type: aggregate
entity: 入库单
agg: sum
of: 件数
---
metric: 入库单_金额_sum
label: 入库单金额
synonyms: [金额]
type: aggregate
entity: 入库单
agg: sum
of: 金额
`);
