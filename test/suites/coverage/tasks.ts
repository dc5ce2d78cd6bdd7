import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ontology } from '../../../src/ontology/model.js';
import { suiteOntology } from '../ontology.js';
import { sharedJson } from '../shared.js';
import { tpchDatabase } from '../tpch/questions.js';

/** One reference query, with the ontology over its tables. */
export interface ReferenceSql {
  readonly name: string;
  readonly set: string;
  readonly sql: string;
  readonly ontology: Ontology;
}

/** Reference queries that run on one database. */
export interface ReferenceSet {
  /** The file of the database, below the shared folder. */
  readonly database: string;
  readonly tasks: readonly ReferenceSql[];
}

interface Written {
  readonly id: string;
  readonly db?: string;
  readonly schema?: string;
  readonly gold_sql?: string;
  readonly gold_sql_duckdb?: string;
  readonly gold?: readonly { readonly sql?: string }[];
}

/** The reference SQL of TPC-H, Defog and Falcon, where a suite has an ontology of its tables. */
export function referenceSets(shared: string): readonly ReferenceSet[] {
  const known = new Map<string, Ontology | undefined>();
  const ontology = (...place: readonly string[]): Ontology | undefined => {
    const key = place.join('/');
    if (!known.has(key))
      known.set(
        key,
        existsSync(join(import.meta.dirname, '..', key)) ? suiteOntology(...place) : undefined,
      );
    return known.get(key);
  };
  const set = (name: string, database: string, over: (one: Written) => Ontology | undefined) => ({
    database,
    tasks: (sharedJson(shared, 'bench', name, 'questions.json') as readonly Written[]).flatMap(
      (one): readonly ReferenceSql[] => {
        // Falcon's reference names schemas of texts, `d4`; its database holds them typed, as `t4`.
        const sql =
          one.gold_sql ??
          one.gold_sql_duckdb?.replace(/"d(\d+)"\./g, '"t$1".') ??
          one.gold?.[0]?.sql;
        const its = over(one);
        if (sql === undefined || its === undefined) return [];
        return [{ name: `${name}/${one.id}`, set: name, sql, ontology: its }];
      },
    ),
  });
  return [
    set('tpch', tpchDatabase, () => ontology('tpch', 'ontology')),
    set('defog', 'bench/defog/defog.duckdb', ({ db = '' }) =>
      ontology('corpus', 'ontology', 'defog', `${db}.yaml`),
    ),
    set('falcon', 'bench/falcon/falcon.duckdb', ({ schema = '' }) =>
      ontology('corpus', 'ontology', 'falcon', `${schema}.yaml`),
    ),
  ];
}
