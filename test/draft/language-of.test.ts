import { expect, it } from 'vitest';
import { languageOf } from '../../src/draft/texts.js';

it.each([
  ['number of orders by store', 'en'],
  ['number of orders in 上海 by store', 'en'],
  ['How many loans did the branch 中央图书馆 have in 2026?', 'en'],
  ['orders of 和平门店 and 天津一店, with their amounts', 'en'],
  ['orders with status "已支付" by city', 'en'],
  ['orders with status `已支付`', 'en'],
  ['订单数', 'zh'],
  ['“订单数”', 'zh'],
  ['近7天各门店的订单数', 'zh'],
  ['近7天各主播的 GMV、ROI 和 UV', 'zh'],
  ['各门店的 order_cnt by day', 'zh'],
  ['统计 select user_id, count(*) from orders group by user_id 的行数', 'zh'],
  ['订单 order_id user_id amount', 'zh'],
  ['top 10 门店', 'zh'],
] as const)('answers %j in %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
