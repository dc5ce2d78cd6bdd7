import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { introspect } from '../../src/introspect/introspect.js';
import { writeOntology } from '../../src/introspect/write.js';
import { loadOntology } from '../../src/ontology/load.js';

/** A workshop with names in Chinese: parts, what was sold line by line, what came back, and who belongs where. */
const engine = await openDuckdb();
afterAll(() => engine.close());
const made = await engine.execute([
  `create table "车间" ("车间编号" integer primary key, "车间名称" varchar)`,
  `insert into "车间" values (1, '甲'), (2, '乙'), (3, '丙')`,
  `create table "师傅" ("师傅编号" integer primary key, "姓名" varchar, "所属车间" integer, "负责车间编号" integer)`,
  `insert into "师傅" select 10 + i, '师' || i, i % 3 + 1, i % 2 + 1 from range(12) t(i)`,
  `create table "销售明细" ("单据号" varchar, "行号" integer, "数量" integer, "单价" decimal(10,2), "销售日期" date, primary key ("单据号", "行号"))`,
  `insert into "销售明细" select 'D' || (i // 2), i % 2, 1 + i % 4, 10 + i, date '2026-01-01' + i::int from range(30) t(i)`,
  `create table "退货明细" ("退货编号" integer primary key, "单据号" varchar, "行号" integer, "数量" integer, "单价" decimal(10,2), "退货日期" date)`,
  `insert into "退货明细" select 100 + i, 'D' || i, 0, 1, 10, date '2026-02-01' + i::int from range(10) t(i)`,
]);
if ('error' in made) throw new Error(made.error.message);
const [ontology, problems] = loadOntology(writeOntology(await introspect(engine)));
if (ontology === undefined) throw new Error(problems.map((d) => d.code).join(', '));

const pointers = (entity: string): readonly unknown[] =>
  [...ontology.entities.get(entity)!.relationships.values()].map(({ to, on }) => [
    to,
    on.map((p) => p.from),
  ]);

it('points from a role before the name of a table to that table', () => {
  expect(pointers('师傅')).toContainEqual(['车间', ['所属车间']]);
  expect(pointers('师傅')).toContainEqual(['车间', ['负责车间编号']]);
});

it('points by several columns, also where one is a single word', () => {
  expect(pointers('退货明细')).toContainEqual(['销售明细', ['单据号', '行号']]);
});

it('counts sales and returns by the day that is named after them', () => {
  expect(ontology.entities.get('销售明细')?.time).toBe('销售日期');
  expect(ontology.entities.get('退货明细')?.time).toBe('退货日期');
});

it('says what sales come to, not what came back', () => {
  const sales = ontology.entities.get('销售明细')!.attributes.get('销售额');
  expect(sales?.is?.text).toContain('数量 * 单价');
  expect(ontology.entities.get('退货明细')!.attributes.has('销售额')).toBe(false);
});
