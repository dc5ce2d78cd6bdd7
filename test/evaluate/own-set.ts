/**
 * Questions to the small shop with rows counted by hand in `shopSql`: a set of our own, in the form of a
 * folder that `eval` takes. The last two have no answer in its tables.
 */
export const ownQuestions = [
  {
    id: 'orders-of-a-week',
    question: '近7天各门店的支付金额',
    as_of: '2026-11-07',
    gold: [
      {
        columns: ['store', 'amount'],
        rows: [
          [101, 61.5],
          [102, 39.2],
          [103, 23.4],
          [null, 12.5],
        ],
      },
    ],
  },
  {
    id: 'orders-by-status',
    question: 'number of orders by 订单状态',
    as_of: '2026-11-07',
    gold_columns: ['status', 'n'],
    gold_rows: [
      ['paid', 9],
      ['open', 2],
      ['closed', 1],
    ],
  },
  { id: 'weather', question: '明天上海的天气怎么样？', set: 'idk' },
  { id: 'novel', question: 'Who wrote the novel about the white whale?', answerable: false },
] as const;
