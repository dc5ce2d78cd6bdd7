import { diagnostic } from '../../base/diagnostic.js';
import { noneCalled } from '../../base/form/name-definitions.js';

/** Names that mean nothing, or two things, in their place (S2, S3). */
export const nameDefinitions = {
  'unknown-name': diagnostic<{ name: string; of: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, of }) => `"${of}" has nothing called "${name}"`,
      zh: ({ name, of }) => `「${of}」中没有名为 "${name}" 的内容`,
    },
    why: {
      en: 'A path starts at a match, an attribute, relationship or column of `from`, or an entity (S3).',
      zh: '路径从 match、`from` 的属性、关系或列、或某个实体开始（S3）。',
    },
    failing: '"from": "orders", "where": ["amout > 10"]',
    passing: '"from": "orders", "where": ["amount > 10"]',
  }),
  'unknown-entity-path': diagnostic<{ name: string; measure: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, measure }) =>
        `"${name}" is no entity, and without \`from\` a path starts with one${measure === '' ? '' : ` (measure "${measure}")`}`,
      zh: ({ name, measure }) =>
        `"${name}" 不是实体；没有 \`from\` 时路径从实体开始${measure === '' ? '' : `（指标 "${measure}"）`}`,
    },
    why: {
      en: 'Without `from` the measures have rows of their own, so only an entity names the same thing for all of them (S3).',
      zh: '没有 `from` 时每个指标有自己的行，只有实体名对所有指标含义相同（S3）。',
    },
    failing:
      '"by": [{"as": "city", "is": "city_id"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
    passing:
      '"by": [{"as": "c", "is": "customer.customer_id"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
  }),
  'unknown-result': diagnostic<{ name: string; stage: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, stage }) => `the result of stage "${stage}" has no column "${name}"`,
      zh: ({ name, stage }) => `步骤 "${stage}" 的结果没有列 "${name}"`,
    },
    why: {
      en: 'Windows, compute, keep, order, limit and show see only names that this stage makes (S2).',
      zh: 'windows、compute、keep、order、limit、show 只能使用本步骤产生的名字（S2）。',
    },
    failing: '"by": [{"as": "day", "grain": "day"}], "order": [{"by": "date"}]',
    passing: '"by": [{"as": "day", "grain": "day"}], "order": [{"by": "day"}]',
  }),
  'unknown-source': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `neither an entity nor an earlier stage is called "${name}"`,
      zh: ({ name }) => `没有名为 "${name}" 的实体或前面的步骤`,
    },
    why: {
      en: 'A stage reads entities of the ontology, stages written before it, or `self`.',
      zh: '步骤读取本体中的实体、写在它前面的步骤，或 `self`。',
    },
    failing: '"from": "ordres"',
    passing: '"from": "orders"',
  }),
  'unknown-entity': noneCalled({
    noun: { en: 'entity', zh: '实体' },
    why: {
      en: 'The rows of a measure are those of an entity of the ontology (S7).',
      zh: '指标的行来自本体中的某个实体（S7）。',
    },
    failing: '{"as": "n", "agg": "count", "entity": "ordres"}',
    passing: '{"as": "n", "agg": "count", "entity": "orders"}',
  }),
  'unknown-metric': noneCalled({
    noun: { en: 'metric', zh: '指标' },
    why: {
      en: 'A metric has one definition everywhere, in the ontology.',
      zh: '每个指标在本体中只有一个口径。',
    },
    failing: '{"as": "x", "metric": "paid_amount"}',
    passing: '{"as": "x", "metric": "paid_amt"}',
  }),
  'unknown-param': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `no parameter is called "$${name}"`,
      zh: ({ name }) => `没有名为 "$${name}" 的参数`,
    },
    why: {
      en: 'Parameters are declared with a type; $as_of exists in a question, $bizdate and $bizhour in a model (S13).',
      zh: '参数须声明类型；问题里有 $as_of，模型里有 $bizdate 和 $bizhour（S13）。',
    },
    failing: '"where": ["amount > $least"]',
    passing: '"params": [{"name": "least", "type": "bigint"}], … "where": ["amount > $least"]',
  }),
  'unknown-match': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `the stage has no match called "${name}"`,
      zh: ({ name }) => `本步骤没有名为 "${name}" 的 match`,
    },
    why: {
      en: '`found(m)` tells whether the match m of this stage found a partner (S6).',
      zh: '`found(m)` 表示本步骤的 match m 是否匹配到（S6）。',
    },
    failing: '"where": ["found(vip)"]',
    passing: '"match": [{"to": "vip", "on": […]}], "where": ["found(vip)"]',
  }),
  'not-a-value': diagnostic<{ path: string; entity: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ path, entity }) => `"${path}" leads to a row of "${entity}", not to a value`,
      zh: ({ path, entity }) => `"${path}" 指向「${entity}」的一行，而不是一个值`,
    },
    why: {
      en: 'An expression computes with values: a path ends with an attribute.',
      zh: '表达式对值进行计算：路径以属性结尾。',
    },
    failing: '"columns": [{"as": "c", "is": "customer"}]',
    passing: '"columns": [{"as": "c", "is": "customer.customer_id"}]',
  }),
  'no-path-on': diagnostic<{ name: string; value: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, value }) => `"${value}" is a value: nothing called "${name}" follows it`,
      zh: ({ name, value }) => `"${value}" 是一个值，后面不能再接 "${name}"`,
    },
    why: {
      en: 'Only relationships lead on to other names.',
      zh: '只有关系后面可以再接名字。',
    },
    failing: 'amount.value',
    passing: 'customer.name',
  }),
  multiplies: diagnostic<{ relationship: string; entity: string; cardinality: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ relationship, entity, cardinality }) =>
        `"${relationship}" (${cardinality}) leads to many rows of "${entity}"`,
      zh: ({ relationship, entity, cardinality }) =>
        `"${relationship}"（${cardinality}）指向「${entity}」的多行`,
    },
    why: {
      en: 'Paths take many-to-one and one-to-one relationships only, so that a row never multiplies (law 3).',
      zh: '路径只走多对一和一对一关系，这样一行不会变成多行（法则 3）。',
    },
    hint: {
      en: ({ entity }) => `aggregate them: a measure with "entity": "${entity}"`,
      zh: ({ entity }) => `先聚合：写一个 "entity": "${entity}" 的 measure`,
    },
    failing: '"from": "orders", "columns": [{"as": "q", "is": "items.quantity"}]',
    passing:
      '"from": "orders", "measures": [{"as": "q", "agg": "sum", "entity": "order_item", "of": "quantity"}]',
  }),
  'in-each-group': diagnostic<{ key: string; entity: string }>({
    severity: 'warning',
    level: 3,
    message: {
      en: ({ key, entity }) =>
        `a row counts in each group of "${key}" that it has a row of "${entity}" in: the groups do not add up to the total`,
      zh: ({ key, entity }) =>
        `一行会计入 "${key}" 的多个分组（凡在「${entity}」中有对应行的）：各组相加不等于总计`,
    },
    why: {
      en: 'Over a many-to-many relationship a row has several partners; it counts once in each group, and more than once over all of them (law 1).',
      zh: '多对多关系中一行有多个对应；它在每组计一次，在全部分组中会计多次（法则 1）。',
    },
    hint: {
      en: () =>
        'read each group on its own; for shares that add up, declare a "weight" on the relationship',
      zh: () => '各组分别解读；如需可加的分摊，请在关系上声明 "weight"',
    },
    failing:
      '"by": [{"as": "promotion", "is": "orders.promotions.name"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
    passing:
      '"by": [{"as": "store", "is": "orders.store.name"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
  }),
  'param-default': diagnostic<{ name: string; type: string; text: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ name, type, text }) => `the default ${text} of "$${name}" is no ${type}`,
      zh: ({ name, type, text }) => `"$${name}" 的默认值 ${text} 不是 ${type}`,
    },
    why: {
      en: 'A default stands where no value is given, as a literal of the parameter’s type (S13).',
      zh: '没有给出值时使用默认值，它是该参数类型的字面量（S13）。',
    },
    failing: '{"name": "least", "type": "bigint", "default": "many"}',
    passing: '{"name": "least", "type": "bigint", "default": "10"}',
  }),
  'computed-link': diagnostic<{ link: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ link }) => `a join is on "${link}", which follows relationships itself`,
      zh: ({ link }) => `连接列 "${link}" 的计算本身要经过关系`,
    },
    why: {
      en: 'What a join is on must be known of a row before anything is joined to it; a value of other entities is known only after.',
      zh: '连接所用的值必须在连接之前由本行得出；其他实体的值在连接之后才知道。',
    },
    hint: {
      en: () =>
        'compute it from columns of its own entity, or make a stage of the rows with the value and look it up with "match"',
      zh: () => '只用本实体的列来计算，或先用一个步骤算出该值，再用 "match" 查找',
    },
    failing:
      'relationships: { zone: { to: zone, on: { zone_id: zone_id } } }, zone_id: { is: "store.city.zone_id" }',
    passing:
      'relationships: { day: { to: calendar_day, on: { order_day: day } } }, order_day: { is: "cast(order_time as date)" }',
  }),
  'many-partners': diagnostic<{ relationship: string; entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ relationship, entity }) =>
        `"${relationship}" leads a row to any number of "${entity}": here stands one value`,
      zh: ({ relationship, entity }) =>
        `"${relationship}" 使一行对应任意多个「${entity}」，而这里需要一个值`,
    },
    why: {
      en: 'A row counts once in each group it has a partner in (law 1): many-to-many paths stand in keys and conditions, over a bridge that says which of its roles is which side; a value of a row would be one of many.',
      zh: '一行在每个有对应的分组中计一次（法则 1）：多对多路径只能用在分组键和条件中，且桥接表要说明哪个角色是哪一侧；一行的值无法从多个中取一个。',
    },
    hint: {
      en: () =>
        'group by it in a stage without "from", or ask with "match" and "only" whether there is a partner',
      zh: () => '在不带 "from" 的步骤中按它分组，或用带 "only" 的 "match" 判断是否有对应',
    },
    failing: '{"from": "orders", "columns": [{"as": "p", "is": "promotions.name"}]}',
    passing:
      '{"by": [{"as": "p", "is": "orders.promotions.name"}], "measures": [{"as": "n", "metric": "order_cnt"}]}',
  }),
  'ambiguous-path': diagnostic<{
    from: string;
    to: string;
    paths: readonly string[];
    write: string;
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ from, to, paths }) =>
        `several paths lead from "${from}" to "${to}": ${paths.join(', ')}`,
      zh: ({ from, to, paths }) => `从「${from}」到「${to}」有多条路径：${paths.join('、')}`,
    },
    why: {
      en: 'Each path gives another number; only the only path needs no name (law 3). Paths that always lead to the same row are declared `same_as`.',
      zh: '每条路径给出不同的数字，只有唯一路径可以省略（法则 3）。总是指向同一行的路径应声明 `same_as`。',
    },
    hint: {
      en: ({ write }) => `choose one: ${write}`,
      zh: ({ write }) => `请选择其一：${write}`,
    },
    failing: '"from": "orders", "by": [{"as": "city", "is": "city.name"}]',
    passing: '"from": "orders", "by": [{"as": "city", "is": "ship_city.name"}]',
  }),
  unreachable: diagnostic<{
    from: string;
    to: string;
    measure: string;
    reachable: readonly string[];
    many: string;
  }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ from, to, measure }) =>
        `no many-to-one path leads from "${from}"${measure === '' ? '' : ` (measure "${measure}")`} to "${to}"`,
      zh: ({ from, to, measure }) =>
        `从「${from}」${measure === '' ? '' : `（指标 "${measure}"）`}到「${to}」没有多对一路径`,
    },
    why: {
      en: 'A key or condition is read along a path on which every row has at most one partner; otherwise it would multiply rows (law 3, S3).',
      zh: '键或条件沿着每行至多一个对应行的路径读取，否则行会变多（法则 3、S3）。',
    },
    hint: {
      en: ({ reachable, many }) =>
        many !== ''
          ? `many rows of "${many}" belong to one: aggregate them in a measure with "entity": "${many}"`
          : reachable.length === 0
            ? 'nothing is reachable from there: a relationship is missing in the ontology'
            : `reachable from there: ${reachable.join(', ')}; a condition of one measure stands in its own "where"`,
      zh: ({ reachable, many }) =>
        many !== ''
          ? `「${many}」的多行属于一行：用 "entity": "${many}" 的 measure 聚合`
          : reachable.length === 0
            ? '从那里到不了任何实体：本体中缺少关系'
            : `从那里可到达：${reachable.join('、')}；只属于某个指标的条件写在它自己的 "where" 里`,
    },
    failing:
      '"by": [{"as": "page", "is": "visit.page"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
    passing:
      '"by": [{"as": "c", "is": "customer.customer_id"}], "measures": [{"as": "n", "metric": "order_cnt"}]',
  }),
  'unknown-relationship': diagnostic<{ name: string; entity: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name, entity }) => `"${entity}" has no relationship "${name}"`,
      zh: ({ name, entity }) => `「${entity}」没有名为 "${name}" 的关系`,
    },
    why: {
      en: '`via` holds relationship names from the measure’s entity, without its own name, dots between.',
      zh: '`via` 写从指标所属实体出发的关系名，用点分隔，不含实体自己的名字。',
    },
    failing: '"via": ["ship"]',
    passing: '"via": ["ship_city"]',
  }),
  'no-row': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `"row.${name}" stands where no row is computed for`,
      zh: ({ name }) => `"row.${name}" 所在的位置没有"当前行"`,
    },
    why: {
      en: '`row.x` is a value of the row of `from` that a measure over another entity is computed for (S3).',
      zh: '`row.x` 是 `from` 中的一行的值，针对它计算另一个实体上的指标（S3）。',
    },
    failing: '"where": ["amount > row.amount"]',
    passing: '"measures": [{…, "entity": "click", "where": ["click_time >= row.t1"]}]',
  }),
  'unreadable-match': diagnostic<{ match: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ match }) => `match "${match}" has no columns: its "on" does not cover the whole key`,
      zh: ({ match }) => `match "${match}" 没有可读的列：它的 "on" 没有覆盖整个主键`,
    },
    why: {
      en: 'Only a whole key finds at most one partner; less is a pure test (S6).',
      zh: '只有覆盖整个主键才至多匹配一行；否则只能用作判断（S6）。',
    },
    failing:
      '"match": [{"to": "order_item", "on": [{"key": "order_id", "is": "order_id"}], "only": "matched"}], "columns": [{"as": "q", "is": "order_item.quantity"}]',
    passing:
      '"match": [{"to": "orders", "on": [{"key": "order_id", "is": "order_id"}]}], "columns": [{"as": "a", "is": "orders.amount"}]',
  }),
  'label-for-code': diagnostic<{ label: string; code: string; attribute: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ label, code, attribute }) =>
        `"${label}" is the label of a value of "${attribute}"; rows hold the code ${code}`,
      zh: ({ label, code, attribute }) =>
        `"${label}" 是「${attribute}」的取值名称，数据里存的是编码 ${code}`,
    },
    why: {
      en: 'Coded values are compared by their codes: a comparison with the label is never true.',
      zh: '枚举值按编码比较，与名称比较永远不为真。',
    },
    hint: {
      en: ({ code }) => `write ${code}`,
      zh: ({ code }) => `应写 ${code}`,
    },
    failing: "gender = '女'",
    passing: "gender = 'f'",
  }),
  'unknown-code': diagnostic<{ code: string; attribute: string; codes: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ code, attribute }) => `"${attribute}" never holds "${code}"`,
      zh: ({ code, attribute }) => `「${attribute}」没有取值 "${code}"`,
    },
    why: {
      en: 'The ontology lists all codes of this attribute; a comparison with another one is a typing error, or the list is out of date.',
      zh: '本体列出了该属性的全部编码；与其他值比较要么是笔误，要么是列表过期。',
    },
    hint: {
      en: ({ codes }) => `its values are ${codes.join(', ')}`,
      zh: ({ codes }) => `取值有：${codes.join('、')}`,
    },
    failing: "gender = 'x'",
    passing: "gender = 'f'",
  }),
} as const;
