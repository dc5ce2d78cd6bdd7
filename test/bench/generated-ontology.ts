/** One file of an ontology, as the loader takes it. */
export interface GeneratedFile {
  readonly file: string;
  readonly text: string;
}

/**
 * An ontology of so many entities, ten to a file: in each domain six dimensions that look each other up
 * and four facts over them, every fact with two metrics of its own and a ratio of both. The first
 * dimension of a domain belongs to that of another, so that paths lead all over. The same seed gives the
 * same bytes.
 */
export function generatedOntology(entities: number, seed = 1): readonly GeneratedFile[] {
  const random = seeded(seed);
  const domains = Array.from({ length: Math.ceil(entities / 10) }, (_, domain) => {
    const documents = Array.from({ length: Math.min(10, entities - domain * 10) }, (_unused, i) =>
      i < 6 ? dimension(domain, i, random) : fact(domain, i - 6, random),
    );
    return { file: `ontology/domain_${domain}.yaml`, text: documents.join('---\n') };
  });
  return [{ file: 'ontology/periods.yaml', text: periodsFile }, ...domains];
}

const periodsFile = `period: 7d
last: 7
unit: day
mode: rolling
---
period: 30d
last: 30
unit: day
mode: rolling
`;

/** Numbers in [0, limit), the same for the same seed (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

function dimension(domain: number, index: number, random: (limit: number) => number): string {
  const name = `dim_${domain}_${index}`;
  const parent =
    index > 0
      ? `dim_${domain}_${random(index)}`
      : domain > 0
        ? `dim_${random(domain)}_0`
        : undefined;
  return `entity: ${name}
label: 维度${domain}之${index}
synonyms: [dimension ${domain} ${index}, 档案${domain}之${index}]
description: 第${domain}域的第${index}个维度，每行一个
domain: domain_${domain}
source: { table: dw.${name}, layer: dim, mode: full, partition: [{ column: ds, format: yyyyMMdd, grain: day }] }
key: [${name}_id]
attributes:
  ${name}_id: { type: bigint, label: 编号 }
${parent === undefined ? '' : `  parent_id: { type: bigint, label: 上级编号 }\n`}  name: { type: string, label: 名称, synonyms: [title] }
  city: { type: string, label: 城市 }
  level: { type: string, label: 等级, values: { a: 甲级, b: 乙级, c: { label: 丙级, synonyms: [third] } } }
  open_date: { type: date, label: 开通日期 }
  phone: { type: string, label: 电话, sensitive: true }
  is_top: { type: boolean, label: 头部, is: "level = 'a'" }
${parent === undefined ? '' : `relationships:\n  parent: { to: ${parent}, on: { parent_id: ${parent}_id }, cardinality: many_to_one }\n`}`;
}

function fact(domain: number, index: number, random: (limit: number) => number): string {
  const name = `fact_${domain}_${index}`;
  const first = random(2);
  const [a, b] = [`dim_${domain}_${first}`, `dim_${domain}_${2 + random(4)}`];
  return `entity: ${name}
label: 事实${domain}之${index}
synonyms: [fact ${domain} ${index}]
description: 第${domain}域的第${index}种行为，每行一次
domain: domain_${domain}
source:
  table: dw.${name}
  layer: dwd
  mode: increment
  partition: [{ column: ds, format: yyyyMMdd, grain: day }]
  late: 1 day
key: [${name}_id]
time: paid_at
attributes:
  ${name}_id: { type: bigint, label: 编号 }
  owner_id: { type: bigint, label: 归属编号 }
  place_id: { type: bigint, label: 地点编号 }
  buyer_id: { type: string, label: 买家, sensitive: true }
  paid_at: { type: timestamp, label: 支付时间 }
  amount: { type: "decimal(18,2)", label: 金额, unit: 元 }
  fee: { type: "decimal(18,2)", label: 费用, unit: 元 }
  status: { type: string, label: 状态, values: { paid: 已支付, refunded: 已退款, closed: 已关闭 } }
  is_paid: { type: boolean, label: 已支付, is: "status = 'paid'" }
  net: { type: "decimal(18,2)", label: 净额, is: "amount - coalesce(fee, 0)" }
relationships:
  owner: { to: ${a}, on: { owner_id: ${a}_id }, cardinality: many_to_one }
  place: { to: ${b}, on: { place_id: ${b}_id }, cardinality: many_to_one }
---
metric: amount_${domain}_${index}
label: 金额${domain}之${index}
synonyms: [amount of fact ${domain} ${index}]
type: aggregate
entity: ${name}
agg: sum
of: amount
where: [is_paid]
unit: 元
---
metric: buyers_${domain}_${index}
label: 买家数${domain}之${index}
type: aggregate
entity: ${name}
agg: count_distinct
of: buyer_id
where: [is_paid]
---
metric: per_buyer_${domain}_${index}
label: 人均金额${domain}之${index}
type: composite
is: amount_${domain}_${index} / buyers_${domain}_${index}
unit: 元
`;
}

/** What documents of three sizes ask of the first domain, whichever the size of the ontology. */
export type DocumentSize = 'small' | 'typical' | 'large';

/** A document over a generated ontology of ten entities or more. */
export function generatedDocument(size: DocumentSize): string {
  const measures = (names: readonly string[], periods: readonly string[]) =>
    names.flatMap((metric) =>
      periods.map((period) => ({ as: `${metric}_${period}`, metric, time: { period } })),
    );
  const stages = {
    small: [{ name: 'result', by: [], measures: measures(['amount_0_0'], ['7d']) }],
    typical: [
      {
        name: 'result',
        from: 'fact_0_0',
        time: { period: '30d' },
        where: ["status in ('paid', 'refunded')", "place.level <> 'c'"],
        by: [{ as: 'city', is: 'place.city' }],
        measures: [
          { as: 'amount', metric: 'amount_0_0' },
          { as: 'buyers', metric: 'buyers_0_0' },
          { as: 'per_buyer', metric: 'per_buyer_0_0' },
        ],
        compute: [{ as: 'share', is: 'amount / nullif(buyers, 0)' }],
        order: [{ by: 'amount', dir: 'desc' }, { by: 'city' }],
        limit: { rows: 10 },
      },
    ],
    large: [
      ...['0', '1', '2', '3'].map((n) => ({
        name: `part_${n}`,
        from: `fact_0_${n}`,
        time: { period: '30d' },
        by: [
          { as: 'city', is: 'place.city' },
          { as: 'day', grain: 'day' },
        ],
        measures: [
          { as: 'amount', metric: `amount_0_${n}` },
          { as: 'buyers', metric: `buyers_0_${n}`, where: ['net > 0'] },
          { as: 'top', metric: `amount_0_${n}`, where: ['place.is_top'] },
        ],
        compute: [{ as: 'share', is: 'top / amount' }],
        windows: [
          { as: 'rank', fn: 'rank', per: ['day'], order: [{ by: 'amount', dir: 'desc' }] },
          {
            as: 'amount_7',
            fn: 'sum',
            of: 'amount',
            per: ['city'],
            order: [{ by: 'day' }],
            last: 7,
          },
        ],
      })),
      {
        name: 'result',
        from: 'part_0',
        match: ['1', '2', '3'].map((n) => ({
          to: `part_${n}`,
          on: [
            { key: 'city', is: 'city' },
            { key: 'day', is: 'day' },
          ],
        })),
        columns: [
          { as: 'city', is: 'city' },
          { as: 'day', is: 'day' },
          { as: 'amount', is: 'amount' },
          { as: 'amount_1', is: 'part_1.amount' },
          { as: 'amount_2', is: 'part_2.amount' },
          { as: 'amount_3', is: 'part_3.amount' },
        ],
        compute: [{ as: 'total', is: 'amount + coalesce(amount_1, 0) + coalesce(amount_2, 0)' }],
        order: [{ by: 'total', dir: 'desc' }, { by: 'city' }, { by: 'day' }],
        limit: { rows: 100 },
      },
    ],
  }[size];
  return JSON.stringify({ dsl: '1', title: `${size} document`, as_of: '2026-11-07', stages });
}
