/** Reads one statement into the tree of the library, or says where it stopped. */
export type Astify = (sql: string) => { readonly ast: unknown } | { readonly offset: number };

/**
 * The grammars that may read a dialect, best first; one dialect's build at a time, loaded late. PostgreSQL's
 * is the widest, so it is the second to be asked where names and texts have been brought into its form.
 */
export async function parsersOf(dialect: string): Promise<readonly Astify[]> {
  const widest = async (): Promise<Astify> =>
    astify((await import('node-sql-parser/build/postgresql.js')).default, 'postgresql');
  switch (dialect) {
    case 'mysql':
    case 'starrocks':
    case 'doris':
      return [
        await widest(),
        astify((await import('node-sql-parser/build/mysql.js')).default, 'mysql'),
      ];
    case 'trino':
      return [
        astify((await import('node-sql-parser/build/trino.js')).default, 'trino'),
        await widest(),
      ];
    case 'flink':
      return [
        await widest(),
        astify((await import('node-sql-parser/build/flinksql.js')).default, 'flinksql'),
      ];
    case 'maxcompute':
    case 'hive':
    case 'spark':
      return [
        await widest(),
        astify((await import('node-sql-parser/build/hive.js')).default, 'hive'),
      ];
    default:
      return [await widest()];
  }
}

interface Library {
  readonly Parser: new () => {
    readonly astify: (sql: string, options: { readonly database: string }) => unknown;
  };
}

function astify(library: unknown, database: string): Astify {
  const parser = new (library as Library).Parser();
  return (sql) => {
    try {
      const made = parser.astify(sql, { database });
      return { ast: Array.isArray(made) ? made[0] : made };
    } catch (error) {
      // The library counts from the first character that is no space.
      const lead = sql.length - sql.trimStart().length;
      const place = (error as { location?: { start?: { offset?: number } } }).location;
      return { offset: lead + (place?.start?.offset ?? 0) };
    }
  };
}
