import { DuckDBInstance } from '@duckdb/node-api';

/** Tables with the columns that hold keys, and the key each belongs to; other tables are not copied. */
const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customer: { c_custkey: 'cust' },
  supplier: { s_suppkey: 'supp' },
  part: { p_partkey: 'part' },
  partsupp: { ps_partkey: 'part', ps_suppkey: 'supp' },
  orders: { o_orderkey: 'order', o_custkey: 'cust' },
  lineitem: { l_orderkey: 'order', l_partkey: 'part', l_suppkey: 'supp' },
};

/**
 * Makes a larger TPC-H database from a small one: so many copies of its rows, each with its keys moved
 * by the size of the small one, so that keys stay unique and every reference is found.
 */
export async function scaleUp(small: string, large: string, copies: number): Promise<void> {
  const instance = await DuckDBInstance.create(large);
  const connection = await instance.connect();
  await connection.run(`ATTACH '${small.replaceAll("'", "''")}' AS small (READ_ONLY)`);
  const size = async (table: string, column: string): Promise<number> => {
    const rows = await connection.runAndReadAll(`SELECT max(${column}) FROM small.${table}`);
    return Number(rows.getRows()[0]![0]);
  };
  const sizes: Readonly<Record<string, number>> = {
    cust: await size('customer', 'c_custkey'),
    supp: await size('supplier', 's_suppkey'),
    part: await size('part', 'p_partkey'),
    order: await size('orders', 'o_orderkey'),
  };
  for (const table of ['nation', 'region'])
    await connection.run(`CREATE TABLE ${table} AS FROM small.${table}`);
  for (const [table, columns] of Object.entries(keys)) {
    const moved = Object.entries(columns).map(
      ([column, key]) => `${column} + copy.n * ${sizes[key]!} AS ${column}`,
    );
    await connection.run(
      `CREATE TABLE ${table} AS SELECT t.* REPLACE (${moved.join(', ')}) FROM small.${table} t, range(${copies}) copy(n) ORDER BY copy.n`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
