import { expect, it } from 'vitest';
import { commentCodes } from '../../../src/introspect/values/comment-codes.js';

const isCode = (word: string): boolean => ['A', 'B', 'F', 'M', 'N', 'Y', 'm', 'f'].includes(word);
const read = (comment: string): string | undefined => {
  const found = commentCodes(comment, isCode);
  return found && `${found.label ?? ''}| ${[...found.codes].map((c) => c.join(' ')).join(', ')}`;
};

it.each([
  ['状态 0已预约 1已完成 2已取消', '状态| 0 已预约, 1 已完成, 2 已取消'],
  ['status: 1=active,2=closed', 'status| 1 active, 2 closed'],
  ['gender(1男2女)', 'gender| 1 男, 2 女'],
  ['性别 M男 F女', '性别| M 男, F 女'],
  ['退款标志，Y：已退款，N：未退款', '退款标志| Y 已退款, N 未退款'],
  ['1 - spring term, 2 - autumn term', '| 1 spring term, 2 autumn term'],
  ['渠道(1:微信;2:APP;3:电话)', '渠道| 1 微信, 2 APP, 3 电话'],
  ['职称：1-住院医师，2-主治医师', '职称| 1 住院医师, 2 主治医师'],
  ['方式：01=现金 02=微信', '方式| 01 现金, 02 微信'],
  ['m = male; f = female', '| m male, f female'],
  ['性别：男=1，女=2', '性别| 1 男, 2 女'],
  ['active(1), closed(2)', '| 1 active, 2 closed'],
  ['状态:0、停用 1、启用', '状态| 0 停用, 1 启用'],
  ['1代表启用 0代表停用', '| 1 启用, 0 停用'],
  ['[0:待付款 1:已付款] 订单状态', '| 0 待付款, 1 已付款'],
  ['状态(-1:失败,0:处理中)', '状态| -1 失败, 0 处理中'],
  ['type: 10 = retail | 20 = wholesale', 'type| 10 retail, 20 wholesale'],
  ['0=No, 1=Yes (default 0)', '| 0 No, 1 Yes'],
  ['0：男 1：女 默认0', '| 0 男, 1 女'],
  ['是否删除 0未删除/1已删除', '是否删除| 0 未删除, 1 已删除'],
])('%s', (comment, expected) => {
  expect(read(comment)).toBe(expected);
});

it.each([
  '订单金额（元）2位小数',
  'see 2024-01-01 and 2 more',
  '等级 1级 2级',
  '1-5 分',
  '版本 v1.2 为准',
  '状态：0=否, 1=否',
  '状态：正常、停用',
  'status: open',
  '0=无',
  '',
])('explains no codes: %j', (comment) => {
  expect(read(comment)).toBeUndefined();
});
