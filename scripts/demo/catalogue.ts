import { random } from './random.js';
import { columns, yuan, type Row, type Table } from './table.js';
import { days, partition } from './time.js';

/** What is sold: categories, brands, shops, items and coupons. */
export interface Catalogue {
  readonly items: readonly Item[];
  readonly coupons: readonly Coupon[];
  readonly tables: readonly Table[];
}

/** Something to buy. */
export interface Item {
  readonly id: number;
  readonly cate: number;
  /** In fen. */
  readonly price: number;
}

/** A coupon that takes its face value off a payment. */
export interface Coupon {
  readonly id: number;
  /** In fen. */
  readonly face: number;
}

const tree = [
  { name: '美妆', leaves: ['口红', '面霜', '面膜', '香水'], low: 39, high: 599 },
  { name: '服饰', leaves: ['连衣裙', '卫衣', '牛仔裤', '羽绒服'], low: 59, high: 899 },
  { name: '食品', leaves: ['坚果', '零食', '茶叶', '水果'], low: 9, high: 199 },
  { name: '家居', leaves: ['四件套', '厨具', '收纳', '灯具'], low: 29, high: 699 },
  { name: '数码', leaves: ['耳机', '手机壳', '充电宝', '智能手表'], low: 19, high: 1999 },
  { name: '母婴', leaves: ['纸尿裤', '奶粉', '童装', '玩具'], low: 29, high: 399 },
];
const brandNames = [
  '山茶记',
  '云织',
  '小鹿家',
  '北岸',
  '拾光',
  '禾木',
  '青柠檬',
  '白塔',
  '南屿',
  '初夏',
  '知味',
  '松间',
  '半亩',
  '星河',
  '暖阳',
  '一叶',
  '麦田',
  '海风',
  '木纹',
  '晴空',
];
const shopNames = ['优选', '严选', '生活', '好物', '之家'];
const cents = [0, 90, 99] as const;

/** Makes the catalogue; the same every time. */
export function catalogue(): Catalogue {
  const r = random('catalogue');
  const categories = tree.flatMap((top, i) =>
    top.leaves.map((name, j) => ({ id: (i + 1) * 100 + j + 1, name, top: i + 1, of: top })),
  );
  const brands = brandNames.map((name, i) => ({ id: 501 + i, name }));
  const shops = Array.from({ length: 25 }, (_, i) => ({
    id: 3001 + i,
    name: `${brandNames[i % brandNames.length]!}${shopNames[i % shopNames.length]!}店`,
    type: i < 12 ? 'flagship' : i < 20 ? 'specialty' : 'personal',
  }));
  const items = Array.from({ length: 150 }, (_, i) => {
    const cate = categories[i % categories.length]!;
    const brand = r.chance(0.1) ? null : r.pick(brands);
    return {
      id: 700001 + i,
      cate: cate.id,
      brand: brand?.id ?? null,
      shop: r.pick(shops).id,
      name: `${brand?.name ?? '无牌'}${cate.name}${String(i + 1).padStart(3, '0')}`,
      price: r.bell(cate.of.low, cate.of.high) * 100 + r.pick(cents),
      /** The day from which it is off the shelf. */
      off: r.chance(0.06) ? r.int(10, 28) : days,
    };
  });
  const coupons = Array.from({ length: 12 }, (_, i) => {
    const face = [500, 1000, 2000, 3000][i % 4]!;
    const type = ['live', 'shop', 'platform'][i % 3]!;
    return { id: 9001 + i, name: `满减券${face / 100}元`, type, face };
  });
  return {
    items,
    coupons,
    tables: [
      snapshots(
        'dim_itm_category_df',
        'cate_id BIGINT, cate_name VARCHAR, cate1_id BIGINT, cate1_name VARCHAR',
        () =>
          categories.map(({ id, name, top, of }) => ({
            cate_id: id,
            cate_name: name,
            cate1_id: top,
            cate1_name: of.name,
          })),
      ),
      snapshots('dim_itm_brand_df', 'brand_id BIGINT, brand_name VARCHAR', () =>
        brands.map(({ id, name }) => ({ brand_id: id, brand_name: name })),
      ),
      snapshots('dim_itm_shop_df', 'shop_id BIGINT, shop_name VARCHAR, shop_type VARCHAR', () =>
        shops.map(({ id, name, type }) => ({ shop_id: id, shop_name: name, shop_type: type })),
      ),
      snapshots(
        'dim_itm_item_df',
        'item_id BIGINT, item_name VARCHAR, cate_id BIGINT, brand_id BIGINT, shop_id BIGINT, price DECIMAL(18,2), status VARCHAR',
        (day) =>
          items.map((item) => ({
            item_id: item.id,
            item_name: item.name,
            cate_id: item.cate,
            brand_id: item.brand,
            shop_id: item.shop,
            price: yuan(item.price),
            status: day >= item.off ? 'off' : 'on',
          })),
      ),
      snapshots(
        'dim_trd_coupon_df',
        'coupon_id BIGINT, coupon_name VARCHAR, coupon_type VARCHAR, face_amt DECIMAL(18,2)',
        () =>
          coupons.map(({ id, name, type, face }) => ({
            coupon_id: id,
            coupon_name: name,
            coupon_type: type,
            face_amt: yuan(face),
          })),
      ),
    ],
  };
}

/** A table with a full snapshot a day, in partitions `ds`. */
export function snapshots(
  name: string,
  line: string,
  rowsOf: (day: number) => readonly Row[],
): Table {
  const rows = Array.from({ length: days }, (_, day) =>
    rowsOf(day).map((row) => ({ ...row, ds: partition(day) })),
  );
  return { name, columns: columns(`${line}, ds VARCHAR`), rows: rows.flat() };
}
