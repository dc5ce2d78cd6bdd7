import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { syntaxOf } from './parts.js';

const packages = join(import.meta.dirname, '../../../node_modules');

type Grammar = 'hive' | 'spark';

interface ParseError {
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}
type Parse = (sql: string) => readonly ParseError[];

/** Syntax that MaxCompute has beyond both grammars; it is rewritten to what they know before they judge the rest. */
interface OwnSyntax {
  readonly name: string;
  readonly source: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Named, so that nothing else is let through. */
export const ownSyntax: readonly OwnSyntax[] = [
  {
    name: 'SET LIFECYCLE of a table',
    source: 'help: maxcompute/alter-table',
    pattern: /\bSET\s+LIFECYCLE\s+\d+/gi,
    instead: "SET TBLPROPERTIES ('lifecycle' = '1')",
  },
];

/** What the grammars accept and MaxCompute does not; https://help.aliyun.com/zh/maxcompute/user-guide/ */
const foreign: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['::', /::/],
  ['ILIKE', /\bILIKE\b/i],
  ['TOP', /\bSELECT\s+TOP\b/i],
  ['IFNULL', /\bIFNULL\s*\(/i],
  ['GROUP_CONCAT', /\bGROUP_CONCAT\s*\(/i],
  ['INTERVAL', /\bINTERVAL\b/i],
  ['names in double quotes', /"/],
];

/** What the grammars say of one statement: which accepted it, with which of MaxCompute's own syntax set aside. */
export interface Judgement {
  readonly accepted?: Grammar;
  readonly extras: readonly string[];
  /** Of the Spark grammar, where nothing accepts. */
  readonly error?: string;
}

/** Loads the grammars (bundled once per version, kept under node_modules/.cache) and returns the judge. */
export async function maxComputeParser(): Promise<(sql: string) => Judgement> {
  const grammars = [
    ['spark', await grammar('spark', 'SparkSQL')],
    ['hive', await grammar('hive', 'HiveSQL')],
  ] as const satisfies readonly (readonly [Grammar, Parse])[];
  return (sql) => {
    const strange = foreign.find(([, pattern]) => pattern.test(syntaxOf(sql)));
    if (strange !== undefined) return { extras: [], error: `MaxCompute has no ${strange[0]}` };
    const plain = grammars.find(([, parse]) => parse(sql).length === 0);
    if (plain !== undefined) return { accepted: plain[0], extras: [] };
    const used = ownSyntax.filter(({ pattern }) => sql.search(pattern) >= 0);
    const rewritten = used.reduce(
      (text, { pattern, instead }) => text.replaceAll(pattern, instead),
      sql,
    );
    const extras = used.map(({ name }) => name);
    const other = grammars.find(([, parse]) => parse(rewritten).length === 0);
    if (other !== undefined) return { accepted: other[0], extras };
    const [first] = grammars[0][1](rewritten);
    return {
      extras,
      error: `${first!.startLine}:${first!.startColumn} ${first!.message}`,
    };
  };
}

/** The package's own modules do not load in Node (imports without extensions), so each grammar is bundled. */
async function grammar(name: Grammar, exported: string): Promise<Parse> {
  const folder = join(packages, 'dt-sql-parser');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(packages, '.cache/dataagent');
  const bundle = join(cache, `dt-sql-parser-${version}-${name}.mjs`);
  if (!existsSync(bundle)) {
    mkdirSync(cache, { recursive: true });
    await build({
      entryPoints: [join(folder, 'dist/parser', name, 'index.js')],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      minify: true,
      // ANTLR prints to stderr what the result says already.
      drop: ['console'],
      logLevel: 'silent',
    });
  }
  const module = (await import(pathToFileURL(bundle).href)) as Record<
    string,
    new () => { validate(sql: string): readonly ParseError[] }
  >;
  const parser = new module[exported]!();
  return (sql) => parser.validate(sql);
}
