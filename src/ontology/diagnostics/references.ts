import { diagnostic } from '../../base/diagnostic.js';
import { quote, say } from '../../base/text/words.js';
import { kinds, maskedUses, summaryFaults } from '../words.js';

const city =
  'entity: city\nsource: { table: dim_city }\nkey: [city_id]\nattributes:\n  city_id: bigint\n  name: string\n';
const order = (members: string): string =>
  `entity: order\nsource: { table: dwd_order }\nkey: [order_id]\nattributes:\n  order_id: bigint\n  city_id: bigint\n  city_code: string\n  day: date\n${members}`;
const paidByCity = (key: string): string =>
  `entity: city_total\nsource: { table: dws_city }\nkey: ${key}\nattributes: { city_id: bigint, day: date, orders: bigint }\nsummary: { of: order, keys: { city_id: city_id }, metrics: { orders: order_cnt } }\n---\nmetric: order_cnt\ntype: aggregate\nentity: order\nagg: count\n---\n${order('')}`;
const withCity = (members: string): string => `${city}---\n${order(members)}`;

/** What is wrong between definitions: names, keys, joins, types, cycles. */
export const referenceDefinitions = {
  'duplicate-definition': diagnostic<{
    kind: string;
    name: string;
    first: string;
    number: number;
  }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ kind, name, first, number }) =>
        `the ${say(kinds, 'en', kind)} ${quote(name)} is defined already in ${first}, document ${number}`,
      zh: ({ kind, name, first, number }) =>
        `${say(kinds, 'zh', kind)} ${quote(name)} 已在 ${first} 的第 ${number} 个文档中定义`,
    },
    why: {
      en: 'A name has one definition everywhere; which of two counts must not depend on the order of files.',
      zh: '一个名称处处只有一个定义；哪个生效不能取决于文件顺序。',
    },
    hint: { en: () => 'rename or remove one of the two', zh: () => '改名或删除其中一个' },
    failing: `${city}---\n${city}`,
    passing: city,
  }),
  'unknown-name': diagnostic<{ kind: string; name: string; of: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ kind, name, of }) =>
        of === ''
          ? `no ${say(kinds, 'en', kind)} is called ${quote(name)}`
          : `${quote(of)} has no ${say(kinds, 'en', kind)} called ${quote(name)}`,
      zh: ({ kind, name, of }) =>
        `${of === '' ? '' : `${quote(of)} `}没有名为 ${quote(name)} 的${say(kinds, 'zh', kind)}`,
    },
    why: {
      en: 'Every name in a definition is looked up once, here; what is not there cannot be computed.',
      zh: '定义中的每个名称都在这里查找一次；找不到的就无法计算。',
    },
    failing: order('time: dya'),
    passing: order('time: day'),
  }),
  'value-has-no-path': diagnostic<{ attribute: string; name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ attribute, name }) =>
        `${quote(attribute)} is an attribute: no ${quote(name)} follows it`,
      zh: ({ attribute, name }) => `${quote(attribute)} 是属性，后面不能再接 ${quote(name)}`,
    },
    why: {
      en: 'A path goes over relationships and ends with an attribute.',
      zh: '路径经过关系，以属性结束。',
    },
    failing: withCity(
      '  x: { type: string, is: city_id.name }\nrelationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
    passing: withCity(
      '  x: { type: string, is: city.name }\nrelationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
  }),
  'not-a-value': diagnostic<{ path: string; entity: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ path, entity }) => `${quote(path)} is a row of ${quote(entity)}, not a value`,
      zh: ({ path, entity }) => `${quote(path)} 是 ${quote(entity)} 的一行，不是值`,
    },
    why: {
      en: 'A path goes over relationships and ends with an attribute.',
      zh: '路径经过关系，以属性结束。',
    },
    hint: {
      en: ({ path }) => `name an attribute of it: ${path}.<attribute>`,
      zh: ({ path }) => `写出它的属性：${path}.<属性>`,
    },
    failing: withCity(
      '  x: { type: boolean, is: city is null }\nrelationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
    passing: withCity(
      '  x: { type: boolean, is: city.name is null }\nrelationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
  }),
  'path-multiplies': diagnostic<{ relationship: string; cardinality: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ relationship, cardinality }) =>
        `${quote(relationship)} is ${cardinality}: one row has several there`,
      zh: ({ relationship, cardinality }) =>
        `${quote(relationship)} 是 ${cardinality}：一行对应多行`,
    },
    why: {
      en: 'A path must give one value for a row, or rows would multiply and sums with them.',
      zh: '路径对每一行只能给出一个值，否则行会成倍增加，合计随之出错。',
    },
    hint: {
      en: () => 'count or sum the other side with a metric of its own',
      zh: () => '对另一侧另建指标来计数或求和',
    },
    failing: `entity: city\nsource: { table: dim_city }\nkey: [city_id]\nattributes:\n  city_id: bigint\n  x: { type: date, is: orders.day }\nrelationships:\n  orders: { to: order, on: { city_id: city_id }, cardinality: one_to_many }\n---\n${order('')}`,
    passing: `entity: city\nsource: { table: dim_city }\nkey: [city_id]\nattributes:\n  city_id: bigint\nrelationships:\n  orders: { to: order, on: { city_id: city_id }, cardinality: one_to_many }\n---\n${order('')}`,
  }),
  'no-key': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) => `${quote(entity)} has no key, so none of its rows can be looked up`,
      zh: ({ entity }) => `${quote(entity)} 没有键，无法查找它的某一行`,
    },
    why: {
      en: 'Only a whole key finds at most one partner; anything else can multiply rows (S6).',
      zh: '只有完整的键才保证最多匹配一行；否则行会成倍增加（S6）。',
    },
    hint: {
      en: ({ entity }) => `give ${quote(entity)} a key, or say one_to_many from there`,
      zh: ({ entity }) => `为 ${quote(entity)} 写上键，或在那一侧写 one_to_many`,
    },
    failing: `entity: city\nsource: { table: dim_city }\nattributes: { city_id: bigint }\n---\n${order('relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }')}`,
    passing: withCity(
      'relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
  }),
  'key-not-covered': diagnostic<{ entity: string; missing: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity, missing }) =>
        `the join leaves out ${missing.map(quote).join(', ')} of the key of ${quote(entity)}`,
      zh: ({ entity, missing }) =>
        `连接条件缺少 ${quote(entity)} 的键 ${missing.map(quote).join('、')}`,
    },
    why: {
      en: 'Only a whole key finds at most one partner; with less of it rows multiply (S6).',
      zh: '只有完整的键才保证最多匹配一行；缺一部分，行就会成倍增加（S6）。',
    },
    failing: withCity(
      'relationships:\n  city: { to: city, on: { city_code: name }, cardinality: many_to_one }',
    ),
    passing: withCity(
      'relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
  }),
  'join-types': diagnostic<{ left: string; leftType: string; right: string; rightType: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ left, leftType, right, rightType }) =>
        `${left} is ${leftType}, but ${right} is ${rightType}`,
      zh: ({ left, leftType, right, rightType }) =>
        `${left} 的类型是 ${leftType}，而 ${right} 是 ${rightType}`,
    },
    why: {
      en: 'Engines compare values of different types after conversions of their own, which lose or join rows.',
      zh: '不同类型的值由各引擎自行转换后再比较，会丢行或错误地连上行。',
    },
    hint: {
      en: () => 'join on a computed attribute that casts one of them',
      zh: () => '用做了类型转换的计算属性来连接',
    },
    failing: withCity(
      'relationships:\n  city: { to: city, on: { city_code: city_id }, cardinality: many_to_one }',
    ),
    passing: withCity(
      'relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }',
    ),
  }),
  'bridge-side': diagnostic<{ bridge: string; entity: string; found: readonly string[] }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ bridge, entity, found }) =>
        found.length === 0
          ? `the bridge ${quote(bridge)} has no many_to_one relationship to ${quote(entity)}`
          : `the bridge ${quote(bridge)} has several relationships to ${quote(entity)}: ${found.join(', ')}`,
      zh: ({ bridge, entity, found }) =>
        found.length === 0
          ? `桥接实体 ${quote(bridge)} 没有指向 ${quote(entity)} 的 many_to_one 关系`
          : `桥接实体 ${quote(bridge)} 有多个指向 ${quote(entity)} 的关系：${found.join('、')}`,
    },
    why: {
      en: 'A many_to_many is read through rows of the bridge, each with one partner on either side.',
      zh: '多对多经由桥接实体的行读取，每一行在两侧各有一个对应。',
    },
    failing: withCity(
      'relationships:\n  cities: { to: city, cardinality: many_to_many, through: order }',
    ),
    passing: `${city}relationships:\n  orders: { to: order, cardinality: many_to_many, through: link }\n---\n${order('')}\n---\nentity: link\nsource: { table: link }\nattributes: { city_id: bigint, order_id: bigint }\nrelationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }\n  order: { to: order, on: { order_id: order_id }, cardinality: many_to_one }`,
  }),
  'wrong-type': diagnostic<{ attribute: string; type: string; expected: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute, type, expected }) =>
        `${quote(attribute)} is ${type}; ${expected} is needed here`,
      zh: ({ attribute, type, expected }) =>
        `${quote(attribute)} 的类型是 ${type}，此处需要 ${expected}`,
    },
    why: {
      en: 'What is counted by time, ordered or shared out needs a value of that kind in every row.',
      zh: '按时间统计、排序或分摊，都要求每行有这种类型的值。',
    },
    failing: order('time: city_code'),
    passing: order('time: day'),
  }),
  'no-day-partition': diagnostic<{ entity: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ entity }) => `${quote(entity)} is a full snapshot, but no partition says of which day`,
      zh: ({ entity }) => `${quote(entity)} 是全量快照，但没有表示日期的分区`,
    },
    why: {
      en: 'A full snapshot is read at one day (S12); without its partition all days would be added up.',
      zh: '全量快照按某一天读取（S12）；没有分区就会把所有日期相加。',
    },
    hint: {
      en: () => 'add a partition with grain day, or set mode to none',
      zh: () => '加上 grain 为 day 的分区，或把 mode 设为 none',
    },
    failing: 'entity: city\nsource: { table: c, mode: full }\nattributes: { city_id: bigint }',
    passing:
      'entity: city\nsource: { table: c, mode: full, partition: [{ column: ds }] }\nattributes: { city_id: bigint }',
  }),
  'same-as-elsewhere': diagnostic<{ path: string; end: string; to: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ path, end, to }) => `${quote(path)} leads to ${quote(end)}, not to ${quote(to)}`,
      zh: ({ path, end, to }) => `${quote(path)} 通向 ${quote(end)}，而不是 ${quote(to)}`,
    },
    why: {
      en: 'Paths that are the same lead to the same row; either may be read for the other.',
      zh: '声明相同的路径通向同一行，可以互相替代。',
    },
    failing: withCity(
      'relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, same_as: [parent] }\n  parent: { to: order, on: { order_id: order_id }, cardinality: one_to_one }',
    ),
    passing: withCity(
      'relationships:\n  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, same_as: [parent.city] }\n  parent: { to: order, on: { order_id: order_id }, cardinality: one_to_one }',
    ),
  }),
  'attribute-cycle': diagnostic<{ names: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ names }) => `computed attributes go in a circle: ${names.join(' → ')}`,
      zh: ({ names }) => `计算属性循环引用：${names.join(' → ')}`,
    },
    why: {
      en: 'None of them has a value that does not wait for another.',
      zh: '其中每一个的值都要等另一个，永远算不出来。',
    },
    failing: order('  a: { type: date, is: b }\n  b: { type: date, is: a }'),
    passing: order('  a: { type: date, is: b }\n  b: { type: date, is: day }'),
  }),
  'metric-cycle': diagnostic<{ names: readonly string[] }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ names }) => `metrics go in a circle: ${names.join(' → ')}`,
      zh: ({ names }) => `指标循环引用：${names.join(' → ')}`,
    },
    why: {
      en: 'None of them has a value that does not wait for another.',
      zh: '其中每一个的值都要等另一个，永远算不出来。',
    },
    failing: `metric: a\ntype: derived\nof: b\n---\nmetric: b\ntype: composite\nis: a * 2`,
    passing: `metric: a\ntype: derived\nof: b\n---\nmetric: b\ntype: aggregate\nentity: order\nagg: count\n---\n${order('')}`,
  }),
  'not-maskable': diagnostic<{ attribute: string; because: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ attribute, because }) =>
        `${quote(attribute)} cannot be masked: it is ${say(maskedUses, 'en', because)}`,
      zh: ({ attribute, because }) =>
        `${quote(attribute)} 不能脱敏：它是${say(maskedUses, 'zh', because)}`,
    },
    why: {
      en: 'A mask stands in the place of a column before anything is joined or counted; rows whose key, join column, clock or versions were masked would be joined and counted wrongly without anybody noticing.',
      zh: '脱敏在关联和计数之前就替换掉该列；键、关联列、时间口径、版本列一旦脱敏，行会被错误地关联和计数而无人察觉。',
    },
    hint: {
      en: ({ because }) =>
        because === 'computed'
          ? 'mask the attributes that it is computed from'
          : because === 'masked'
            ? 'write one mask for it'
            : 'hide rows with "filter", or mask other attributes',
      zh: ({ because }) =>
        because === 'computed'
          ? '对它所依据的属性脱敏'
          : because === 'masked'
            ? '只写一处脱敏'
            : '用 "filter" 隐藏行，或对其他属性脱敏',
    },
    failing: `policy: p\nentity: order\nmask: [{ attribute: order_id, with: "null" }]\n---\n${order('')}`,
    passing: `policy: p\nentity: order\nmask: [{ attribute: city_code, with: "null" }]\n---\n${order('')}`,
  }),
  'unit-name': diagnostic<{ name: string }>({
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `${quote(name)} is a unit of time already`,
      zh: ({ name }) => `${quote(name)} 已经是时间单位`,
    },
    why: {
      en: 'A grain of a calendar is named beside day, week, month, quarter and year; a name means one of them.',
      zh: '日历的粒度与 day、week、month、quarter、year 并列使用；一个名称只能指其中之一。',
    },
    failing: `calendar: c\nentity: order\nday: day\ngrains: { month: { value: city_code, order: city_id } }\n---\n${order('')}`,
    passing: `calendar: c\nentity: order\nday: day\ngrains: { season: { value: city_code, order: city_id } }\n---\n${order('')}`,
  }),
  'word-collision': diagnostic<{ word: string; names: readonly string[] }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ word, names }) => `${quote(word)} is said of ${names.map(quote).join(' and ')}`,
      zh: ({ word, names }) => `${names.map(quote).join(' 和 ')} 都叫 ${quote(word)}`,
    },
    why: {
      en: 'Whoever says the word gets asked each time which one is meant.',
      zh: '每次有人用到这个词，都得再问一遍指的是哪一个。',
    },
    hint: {
      en: ({ word }) =>
        `take the word from one, or write a term: ${quote(word)} with the question to ask`,
      zh: ({ word }) => `从其中一个去掉这个词，或写一个术语 ${quote(word)}，说明该问什么`,
    },
    failing: `metric: a\nlabel: sales\ntype: aggregate\nentity: order\nagg: count\n---\nmetric: b\nlabel: sales\ntype: aggregate\nentity: order\nagg: count_distinct\nof: city_id\n---\n${order('')}`,
    passing: `metric: a\nlabel: sales\ntype: aggregate\nentity: order\nagg: count\n---\nmetric: b\nlabel: cities\ntype: aggregate\nentity: order\nagg: count_distinct\nof: city_id\n---\n${order('')}`,
  }),
  'same-definition': diagnostic<{ kind: string; name: string; other: string }>({
    severity: 'warning',
    level: 2,
    message: {
      en: ({ kind, name, other }) =>
        `${say(kinds, 'en', kind)} ${quote(name)} is defined exactly as ${quote(other)} is`,
      zh: ({ kind, name, other }) =>
        `${say(kinds, 'zh', kind)} ${quote(name)} 与 ${quote(other)} 的定义完全相同`,
    },
    why: {
      en: 'One definition under two names drifts apart: someone will change one of them.',
      zh: '同一口径有两个名字，迟早会有人只改其中一个。',
    },
    hint: {
      en: () => 'keep one, and make the other name a synonym of it',
      zh: () => '保留一个，把另一个名字写进它的 synonyms',
    },
    failing: `metric: a\ntype: aggregate\nentity: order\nagg: count\n---\nmetric: b\ntype: aggregate\nentity: order\nagg: count\n---\n${order('')}`,
    passing: `metric: a\nsynonyms: [b]\ntype: aggregate\nentity: order\nagg: count\n---\n${order('')}`,
  }),
  'summary-cannot-hold': diagnostic<{ what: string; name: string }>({
    severity: 'error',
    level: 3,
    message: {
      en: ({ what, name }) => `${quote(name)} ${say(summaryFaults, 'en', what)}`,
      zh: ({ what, name }) => `${quote(name)} ${say(summaryFaults, 'zh', what)}`,
    },
    why: {
      en: 'A summary is read instead of the rows it adds up, so what it holds must follow from them by its declaration alone.',
      zh: '读汇总表代替明细，所以它的内容必须仅凭声明就能由明细得出。',
    },
    hint: {
      en: () =>
        'name each key by the path to its column, hold aggregate metrics of the entity in "of", and give the entity the keys and its time as "key"',
      zh: () => '键写成到列的路径，指标取 "of" 实体的原子指标，实体的 "key" 写汇总的键加时间',
    },
    failing: paidByCity('[city_id, day]'),
    passing: paidByCity('[city_id]'),
  }),
} as const;
