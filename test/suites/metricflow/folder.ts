import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Trouble } from '../../../src/base/trouble.js';
import type { ManifestFile } from '../../../src/interop/metricflow/read.js';

/** A case of `cases.json`, as its README describes it. */
export interface MetricflowCase {
  readonly name: string;
  readonly level: number;
  readonly model: string;
  readonly metrics?: readonly string[] | null;
  readonly group_bys?: readonly string[] | null;
  readonly group_by_objs?:
    | readonly { readonly name: string; readonly grain?: string; readonly date_part?: string }[]
    | null;
  readonly where_filter?: string | null;
  readonly order_bys?: readonly string[] | null;
  readonly limit?: number | null;
  readonly time_constraint?: readonly [string, string] | null;
  readonly saved_query_name?: string | null;
  readonly min_max_only?: boolean;
  readonly apply_group_by?: boolean;
  readonly check_order?: boolean;
  readonly allow_empty?: boolean;
  readonly check_sql: string;
}

const manifests: Readonly<Record<string, string>> = {
  SIMPLE_MODEL: 'simple_manifest',
  SIMPLE_MODEL_NON_DS: 'non_sm_manifest',
  EXTENDED_DATE_MODEL: 'extended_date_manifest',
  SCD_MODEL: 'scd_manifest',
  UNPARTITIONED_MULTI_HOP_JOIN_MODEL: 'multi_hop_join_manifest',
  PARTITIONED_MULTI_HOP_JOIN_MODEL: 'partitioned_multi_hop_join_manifest',
};

/** The schema of the seed's tables, which manifests leave open. */
const schema = 'mf';

/** What the suite reads: its options and the folder's files. */
export interface Folder {
  readonly json: boolean;
  readonly cases: readonly MetricflowCase[];
  readonly seed: string;
  readonly manifestOf: (model: string) => readonly ManifestFile[];
}

/** Reads `--json` and `--dir FOLDER` (default: suites/metricflow of DATAAGENT_SHARED, else of ../shared) and the folder. */
export function openFolder(args: readonly string[]): Folder {
  const { json, dir } = optionsOf(args);
  const shared = process.env['DATAAGENT_SHARED'] ?? join(import.meta.dirname, '../../../../shared');
  const base = resolve(dir ?? join(shared, 'suites/metricflow'));
  for (const name of ['cases.json', 'seed.duckdb.sql', 'manifests'])
    if (!existsSync(join(base, name)))
      throw new Trouble(
        'suite/no-shared-data',
        'environment',
        `${base} has no ${name}; this suite runs on data that is not part of the project`,
        'give --dir, or set DATAAGENT_SHARED',
      );
  return {
    json,
    cases: JSON.parse(readFileSync(join(base, 'cases.json'), 'utf8')) as readonly MetricflowCase[],
    seed: readFileSync(join(base, 'seed.duckdb.sql'), 'utf8'),
    manifestOf: (model) => {
      const folder = manifests[model] ?? model;
      return filesIn(join(base, 'manifests', folder)).map((file) => ({
        file,
        text: readFileSync(join(base, 'manifests', folder, file), 'utf8').replaceAll(
          '$source_schema',
          schema,
        ),
      }));
    },
  };
}

function optionsOf(args: readonly string[]): { readonly json: boolean; readonly dir?: string } {
  const at = args.indexOf('--dir');
  const dir = at < 0 ? undefined : args[at + 1];
  const known = args.filter(
    (arg, i) => arg === '--json' || (at >= 0 && (i === at || i === at + 1)),
  );
  if (known.length < args.length || (at >= 0 && dir === undefined))
    throw new Trouble(
      'suite/unknown-option',
      'usage',
      `"${args.join(' ')}" are not options of this suite`,
      'the options are --json and --dir FOLDER',
    );
  return { json: args.includes('--json'), ...(dir !== undefined && { dir }) };
}

function filesIn(folder: string, under = ''): readonly string[] {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      return entry.isDirectory() ? filesIn(folder, path) : /\.ya?ml$/.test(path) ? [path] : [];
    });
}
