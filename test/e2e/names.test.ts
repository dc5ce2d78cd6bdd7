import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { documentOf, runCli } from '../support/run-cli.js';
import { emptyFolder } from '../support/shop-project.js';

const table = `it's "a" table; drop table x --`;
const columns = ['两 词', `va"lue`, `'); drop table x; --`, 'back`tick', 'a.b', 'select'];
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const backticked = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

it('names with quotes, spaces, Chinese, SQL and line breaks go from a database to rows', async () => {
  const cwd = emptyFolder();
  const engine = await openDuckdb({ target: { file: join(cwd, 'odd names.duckdb') } });
  const typed = columns.map((name) => `${identifier(name)} varchar`);
  const values = columns.map((name) => `'${name.replaceAll("'", "''")}'`);
  const made = await engine.execute([
    `create table ${identifier(table)} (id bigint primary key, ${typed.join(', ')}, "line\nbreak" int)`,
    `insert into ${identifier(table)} values (1, ${values.join(', ')}, 1), (2, ${columns.map(() => 'null').join(', ')}, 2)`,
  ]);
  await engine.close();
  expect(made).toMatchObject({ value: {} });
  const init = await runCli(['init', '--from', 'duckdb:odd names.duckdb', '--json'], { cwd });
  expect([init.status, init.stderr]).toEqual([0, '']);
  const files = readdirSync(join(cwd, 'ontology'));
  const ontology = files.map((file) => readFileSync(join(cwd, 'ontology', file), 'utf8')).join('');
  // What an ontology cannot say is left out by name.
  expect(ontology).toMatch(/# .*line.*break.* left out/);
  const entity = /^entity: (?:'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)"|(.*?))(?: #.*)?$/m.exec(
    ontology,
  )!;
  const name = entity[1]?.replaceAll("''", "'") ?? entity[2]?.replaceAll('\\"', '"') ?? entity[3]!;
  const shown = columns.map((column) => ({ as: backticked(column), is: backticked(column) }));
  const document = {
    dsl: '1',
    title: `'; drop table x; -- ${table}`,
    stages: [
      {
        name: 'result',
        from: backticked(name),
        where: [`${backticked(columns[2]!)} = '${columns[2]!.replaceAll("'", "''")}'`],
        columns: shown,
      },
    ],
  };
  writeFileSync(join(cwd, 'odd.json'), JSON.stringify(document));
  const check = await runCli(['check', '--json'], { cwd });
  expect([check.status, documentOf(check)['diagnostics']]).toEqual([0, []]);
  const ran = await runCli(['query', 'odd.json', '--json'], { cwd });
  expect(documentOf(ran)['diagnostics']).toEqual([]);
  expect(documentOf(ran)['rows']).toEqual([Object.fromEntries(columns.map((c) => [c, c]))]);
});
