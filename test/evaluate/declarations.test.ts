import { expect, it } from 'vitest';
import { withDeclarations } from '../../src/evaluate/declarations/declarations.js';
import { readDeclarations } from '../../src/evaluate/declarations/read-declarations.js';
import { open, valueOf } from '../engine/temporary.js';

const ddl = `
create table Region ( Region_Id int not null,
  Name varchar(20) null, -- what it is called
  primary key (Region_Id asc), foreign key (Region_Id) references Region(Region_Id) )
create table "Shop" (
  shop_id int,
  region_id int comment 'where it stands',
  primary key (shop_id),
  foreign key (region_id) references region (region_id)
);`;

it('reads keys, references and comments of CREATE TABLE', () => {
  expect(readDeclarations([{ name: 'shop.ddl', text: ddl }]).tables).toEqual([
    {
      name: 'Region',
      columns: [{ name: 'Name', comment: 'what it is called' }],
      key: ['Region_Id'],
      references: [],
    },
    {
      name: 'Shop',
      columns: [{ name: 'region_id', comment: 'where it stands' }],
      key: ['shop_id'],
      references: [{ columns: ['region_id'], table: 'region', tableColumns: ['region_id'] }],
    },
  ]);
});

it('reads keys by data set', () => {
  const relations = {
    store: { pk: ['id'], fk: {} },
    sale: { pk: [], fk: { store: 'store.id' } },
  };
  const text = JSON.stringify({ 9: { tables: {}, relations }, 10: { relations: null } });
  expect(readDeclarations([{ name: 'schema.json', text }]).tables).toEqual([
    { schema: 't9', name: 'store', columns: [], key: ['id'], references: [] },
    {
      schema: 't9',
      name: 'sale',
      columns: [],
      key: [],
      references: [{ columns: ['store'], table: 'store', tableColumns: ['id'] }],
    },
  ]);
});

it('is nothing for documents of other kinds, and for broken ones', () => {
  const documents = [
    { name: 'schema.json', text: '{' },
    { name: 'notes.txt', text: ddl },
  ];
  expect(readDeclarations(documents).tables).toEqual([]);
});

it('shows the catalog with what is declared', async () => {
  const engine = await open();
  valueOf(
    await engine.execute([
      'create schema t9',
      'create table t9.my_store (ID int, name varchar)',
      'create table t9.my_sale (store int)',
      'create table store (id int)',
    ]),
  );
  const declared = {
    tables: [
      {
        schema: 't9',
        name: 'store',
        comment: 'stores',
        columns: [{ name: 'Name', comment: 'sign' }],
        key: ['id'],
        references: [],
      },
      {
        schema: 't9',
        name: 'sale',
        columns: [],
        key: ['gone'],
        references: [{ columns: ['store'], table: 'store', tableColumns: ['id'] }],
      },
    ],
  };
  const { tables } = await withDeclarations(engine, { ...declared, concepts: [] }).describe();
  const [main, sale, store] = tables;
  expect(main).toMatchObject({ schema: 'main', uniques: [], references: [] });
  expect(sale).toMatchObject({
    name: 'my_sale',
    uniques: [],
    references: [{ columns: ['store'], table: 'my_store', tableColumns: ['ID'] }],
  });
  expect(store).toMatchObject({
    comment: 'stores',
    uniques: [{ primary: true, columns: ['ID'] }],
    columns: [{ name: 'ID' }, { name: 'name', comment: 'sign' }],
  });
});

it('follows references past tables that are not there, and takes what two documents declare once', async () => {
  const engine = await open();
  valueOf(
    await engine.execute([
      'create table amount (amount_id int, sum double)',
      'create table loss (amount_id int)',
      'create table agreement (name varchar)',
      'create table policy (policy_id int)',
      'create table holder (agreement_id int)',
    ]),
  );
  const text = `
create table payment (amount_id int, primary key (amount_id), foreign key (amount_id) references amount (amount_id));
create table loss (amount_id int, primary key (amount_id), foreign key (amount_id) references payment (amount_id));
create table agreement (agreement_id int, primary key (agreement_id));
create table policy (policy_id int, primary key (policy_id), foreign key (policy_id) references agreement (agreement_id));
create table holder (agreement_id int, foreign key (agreement_id) references agreement (agreement_id));`;
  const documents = ['a.ddl', 'b.ddl'].map((name) => ({ name, text }));
  const { tables } = await withDeclarations(engine, readDeclarations(documents)).describe();
  expect(Object.fromEntries(tables.map((t) => [t.name, t.references]))).toEqual({
    agreement: [],
    amount: [],
    holder: [{ columns: ['agreement_id'], table: 'policy', tableColumns: ['policy_id'] }],
    loss: [{ columns: ['amount_id'], table: 'amount', tableColumns: ['amount_id'] }],
    policy: [],
  });
});

it('a table of the whole name is meant before one that only ends so', async () => {
  const engine = await open();
  valueOf(
    await engine.execute([
      'create table agreement_party_role (role_code varchar, party_id int)',
      'create table party_role (role_code varchar)',
    ]),
  );
  const text = `create table party_role (role_code varchar, primary key (role_code));
create table agreement_party_role (role_code varchar, party_id int, primary key (role_code, party_id),
  foreign key (role_code) references party_role (role_code));`;
  const declared = readDeclarations([{ name: 'a.ddl', text }]);
  const { tables } = await withDeclarations(engine, { ...declared, concepts: [] }).describe();
  expect(tables).toMatchObject([
    {
      name: 'agreement_party_role',
      uniques: [{ columns: ['role_code', 'party_id'] }],
      references: [{ table: 'party_role' }],
    },
    { name: 'party_role', uniques: [{ columns: ['role_code'] }] },
  ]);
});
