import { looksAdditive } from '../words/additive.js';
import type { ColumnFacts, TableFacts } from '../facts.js';
import { numbered } from '../words/naming.js';
import type { Link } from '../relationships/relationships.js';
import { types, type Type } from '../../expr/type.js';
import { quoteName } from '../../base/text/name.js';

/** What rows of sales come to: pieces times the price of one, less the discount. */
export interface Sales {
  readonly name: string;
  readonly type: Type;
  readonly is: string;
  readonly text: string;
}

/**
 * The amount of a row that holds how many were sold and, itself or in the one list that it points to, the
 * price of one. None where a column holds the amount already, or where it is open which is meant.
 */
export function salesOf(
  table: TableFacts,
  links: readonly Link[],
  names: Set<string>,
): Sales | undefined {
  if (!mayBeSales(table)) return undefined;
  const ownPrices = table.columns.filter(isPrice);
  const lists = links.filter((l) => l.from === table && l.to !== table);
  const listed = lists.flatMap((link) => {
    const [price, ...more] = link.to.columns.filter(isPrice);
    return price === undefined || more.length > 0 ? [] : [{ link, price }];
  });
  const isListed = ownPrices.length === 0;
  const price = isListed ? listed[0]?.price : ownPrices[0];
  if (price === undefined || (isListed ? listed.length : ownPrices.length) !== 1) return undefined;
  const pieces = table.columns.filter(isPieces);
  // Beside a list of prices, whole amounts of sales are pieces.
  const amounts =
    pieces.length === 0 && isListed && table.words.includes('sale')
      ? table.columns.filter((c) => c.words.join() === 'amount' && isWhole(c))
      : [];
  const [piece, ...others] = [...pieces, ...amounts];
  if (piece === undefined || others.length > 0) return undefined;
  if (amounts.length === 0 && table.columns.some((c) => c !== piece && isAmount(c)))
    return undefined;
  const discount = table.columns.find((c) => c.words.at(-1) === 'discount');
  // A discount that is no share is money, of a piece or of the row: nobody can tell.
  const isShare = discount?.profile.share === discount?.profile.filled;
  if (discount !== undefined && (!isShare || discount.column.type.kind === 'bigint'))
    return undefined;
  const from = isListed ? `${quoteName(listed[0]!.link.name)}.` : '';
  // A row without a discount was sold at its price: a null would take it out of every sum.
  const lacks = discount !== undefined && discount.profile.filled < table.rows;
  const share = discount && quoteName(discount.attribute);
  const less = share === undefined ? '' : ` * (1 - ${lacks ? `coalesce(${share}, 0)` : share})`;
  const is = `${quoteName(piece.attribute)} * ${from}${quoteName(price.attribute)}${less}`;
  const kinds = [piece, price, ...(discount === undefined ? [] : [discount])].map(
    (c) => c.column.type.kind,
  );
  return {
    name: numbered(/\p{Script=Han}/u.test(piece.attribute) ? '销售额' : 'sales_amount', names),
    type: kinds.every((k) => k === 'bigint') ? types.bigint : types.double,
    is: kinds.every((k) => k === 'bigint') ? is : `cast(${is} as double)`,
    text: `pieces times the price of one${lacks ? '; no discount where none stands' : ''}`,
  };
}

/** What is sold is called so: by the table, its comment, or the column of pieces. What is bought or used up is no sale. */
function mayBeSales({ table, words, columns }: TableFacts): boolean {
  const names = [...words, ...(/\p{sc=Han}/u.test(table.comment ?? '') ? [table.comment!] : [])];
  if (names.some((word) => noSale.test(word))) return false;
  const pieces = columns.filter(isPieces).flatMap((c) => c.words);
  return [...names, ...pieces].some((word) => sale.test(word));
}

const sale =
  /销|售|订单|成交|明细|开单|小票|购物|^(?:sale|sales|sold|sell|order|invoice|line|item|detail|cart|basket|checkout|transaction)$/u;

/** What is bought, stocked, made, planned, used up or sent back is no sale. */
const noSale =
  /退|采购|入库|出库|库存|盘点|报价|领用|领料|发料|用料|耗|报损|报废|调拨|借|计划|预算|配方|处方|维修|生产|^(?:issue|requisition|consumption|usage|use|used|purchase|procurement|receipt|return|refund|stock|inventory|transfer|scrap|waste|quote|quotation|loan|work|production|maintenance|repair|recipe|formula|prescription|bom|plan|budget|forecast|adjustment)$/u;

function isPrice({ column, words }: ColumnFacts): boolean {
  const isNamed = /^(?:(?:unit|list|sale|selling) )?price$|^(?:销售|商品|产品)? ?(?:单价|售价)$/u;
  return isNumber(column.type) && isNamed.test(words.join(' '));
}

function isPieces({ column, words }: ColumnFacts): boolean {
  return (
    isNumber(column.type) &&
    /^(?:(?:order|sale|sold) )?(?:quantity|qty)$|^(?:销售|购买|订购)? ?(?:数量|件数)$|^销量$/u.test(
      words.join(' '),
    )
  );
}

function isAmount(column: ColumnFacts): boolean {
  const plain = column.words.filter((w) => !['tax', 'freight', 'shipping', 'fee'].includes(w));
  return (
    isNumber(column.column.type) && plain.length > 0 && looksAdditive(plain) && !isPieces(column)
  );
}

function isWhole({ column }: ColumnFacts): boolean {
  return column.type.kind === 'bigint';
}

function isNumber({ kind }: Type): boolean {
  return ['bigint', 'decimal', 'double'].includes(kind);
}
