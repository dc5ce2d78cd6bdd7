import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draft, longestRequirement } from '../../src/draft/draft.js';
import type { Draft } from '../../src/draft/draft.js';
import { parseDocument } from '../../src/dsl/parse.js';
import { shop } from '../support/bind.js';
import { clinic, errorsIn, tokenizerOf } from './drafted.js';

function read(requirement: string): Draft {
  return draft(requirement, shop, { asOf: '2026-11-07', tokenize: tokenizerOf(shop) });
}

it.each([
  ['', 'draft/empty', {}],
  [' \n\t　', 'draft/empty', {}],
  ['x'.repeat(20_001), 'draft/too-long', { length: 20_001, limit: 20_000 }],
  ['需'.repeat(100_000), 'draft/too-long', { length: 100_000, limit: 20_000 }],
  ['支付\u0007金额', 'draft/control-characters', { characters: ['U+0007'] }],
  ['支付\u202e金额\u0000', 'draft/control-characters', { characters: ['U+202E', 'U+0000'] }],
  ['支付\ud800金额', 'draft/control-characters', { characters: ['U+D800'] }],
])('%j is %s', (requirement, code, params) => {
  const { document, diagnostics } = read(requirement);
  expect(document).toBeUndefined();
  expect(diagnostics.map((d) => [d.code, d.params])).toEqual([[code, params]]);
});

it('reads line breaks, tabs and emoji', () => {
  const { document, unused } = read('近7天\r\n\t各门店的支付金额 🙏');
  expect(document?.stages[0]?.measures).toHaveLength(1);
  expect(unused).toEqual([]);
});

it('reads the longest requirement', () => {
  const sentence = '近7天各门店的支付金额、退款金额，不含已关闭订单；top 10 products by quantity. ';
  const long = sentence.repeat(1000).slice(0, longestRequirement);
  expect(read(long).document).toBeDefined();
});

it.each([
  '门店名称为"\'; drop table dim_store; --"的支付金额',
  "门店名称为\"' or '1'='1\"的支付金额",
  '门店名称为"${bizdate}"的支付金额',
  '门店名称为"\\"的支付金额',
])('a value in quotes stays a value: %s', (requirement) => {
  const value = /"(.*)"/.exec(requirement)![1]!;
  const { document } = read(requirement);
  expect(document?.stages[0]?.where).toEqual([`store.name = '${value.replaceAll("'", "''")}'`]);
});

const grammar = [
  '近7天',
  '上月',
  '各',
  '每天',
  '的',
  '、',
  '和',
  '超过',
  '100元',
  '不含',
  'Top 10',
  '最高的3个',
  '占比',
  '环比',
  '同比',
  '排名',
  '平均',
  '列出',
  '没有',
  '所有',
  '汇总表',
  'by',
  'last week',
  'more than',
  '5',
  'each',
  'which',
  'without',
  'average',
  '(',
  ')',
  '，',
  '。',
  '毛利',
  'foo',
  "'x'",
  '分别',
  '日均',
  '趋势',
  '2026-03-01',
  '到',
  '为',
  '数',
  '不是',
  '名称',
];
const ontologies = { shop, clinic };
const topics = [
  {
    topic: 'shop' as const,
    words: [
      '门店',
      '客户',
      '商品',
      '城市',
      '支付金额',
      '订单数',
      '客单价',
      '已关闭',
      '女性',
      '订单ID',
      'orders',
      'paid amount',
      'store',
      '财月',
      '收货城市',
    ],
  },
  {
    topic: 'clinic' as const,
    words: [
      '科室',
      '医生',
      '患者',
      '转诊医生',
      '诊疗收入',
      '爽约率',
      '效率',
      '手机预约',
      '主任医师',
      '年龄',
      'visits',
      'insured',
      '医保患者',
    ],
  },
];
const sentences = fc
  .constantFrom(...topics)
  .chain(({ topic, words }) =>
    fc
      .tuple(
        fc.array(fc.constantFrom(...grammar, ...words, ...words), { minLength: 1, maxLength: 14 }),
        fc.constantFrom('', ' '),
      )
      .map(([said, space]) => ({ topic, requirement: said.join(space) })),
  );
const anything = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((requirement) => ({ topic: 'shop' as const, requirement }));

it('whatever is said, the document keeps its form, each hole has its place, and each word is accounted for', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: sentences }, anything),
      ({ topic, requirement }) => {
        const ontology = ontologies[topic];
        const options = { asOf: '2026-11-07', tokenize: tokenizerOf(ontology) };
        const first = draft(requirement, ontology, options);
        expect(draft(requirement, ontology, options)).toEqual(first);
        const { document, used, unused } = first;
        if (document === undefined) return;
        const [parsed, problems] = parseDocument(JSON.stringify(document));
        expect(problems.filter((d) => d.severity === 'error')).toEqual([]);
        expect(parsed).toBeDefined();
        const spans = [...used, ...unused].toSorted((a, b) => a.start - b.start);
        const ends = spans.map(
          (s, i) => s.start < s.end && s.end <= (spans[i + 1]?.start ?? requirement.length),
        );
        expect(ends).not.toContain(false);
        // What has no meaning is never passed over.
        expect(unused.length > 0 && document.unresolved === undefined).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

it('whatever it understands whole, it says so that it compiles', () => {
  fc.assert(
    fc.property(sentences, ({ topic, requirement }) => {
      const ontology = ontologies[topic];
      const tokenize = tokenizerOf(ontology);
      const { document } = draft(requirement, ontology, { asOf: '2026-11-07', tokenize });
      if (document === undefined || document.unresolved !== undefined) return;
      // What a policy keeps is no matter of words.
      const refused = ['rule/sensitive-is-counted'];
      const problems = errorsIn(document, ontology).filter((d) => !refused.includes(d.code));
      expect(problems).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
