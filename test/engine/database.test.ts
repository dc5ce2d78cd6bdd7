import { expect, it } from 'vitest';
import { parseDatabase } from '../../src/engine/database.js';

it.each([
  ['duckdb:shop.duckdb', { engine: 'duckdb', file: 'shop.duckdb' }],
  ['duckdb:../a folder/数据.duckdb', { engine: 'duckdb', file: '../a folder/数据.duckdb' }],
  ['DuckDB:/data/x.db', { engine: 'duckdb', file: '/data/x.db' }],
  ['duckdb:C:\\data\\x.db', { engine: 'duckdb', file: 'C:\\data\\x.db' }],
  ['duckdb::memory:', { engine: 'duckdb' }],
])('reads %s', (text, address) => {
  expect(parseDatabase(text)).toEqual(address);
});

it.each([
  ['', 'which engine'],
  ['shop.duckdb', 'which engine'],
  ['duckdb:', 'names no file'],
  ['duckdb:  ', 'names no file'],
  ['duckdb://host/shop', 'network address'],
  ['duckdb:a\0b', 'NUL'],
  ['postgres:shop', 'no engine is called "postgres"'],
])('refuses %j', (text, message) => {
  expect(() => parseDatabase(text)).toThrow(
    expect.objectContaining({
      code: 'engine/database-address',
      kind: 'usage',
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining('duckdb:FILE') as string,
    }),
  );
});

it('never repeats what may be a password', () => {
  expect(() => parseDatabase('me:secret://host')).not.toThrow(/host/);
  expect(() => parseDatabase('postgres://me:secret@host/db')).not.toThrow(/secret/);
});
