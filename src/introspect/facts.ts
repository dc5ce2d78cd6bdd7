import type { CatalogColumn, CatalogTable } from '../engine/engine.js';
import type { ColumnProfile, TableProfile } from '../engine/survey.js';
import type { Layer } from '../ontology/model.js';
import type { FoundPartition } from './found.js';
import { attributeNames, entityNames, layerOf, partitionOf } from './words/naming.js';
import { singularWords, wordsOf } from './words/words.js';

/** What is known of one table before anything is inferred: names, words, counts. */
export interface TableFacts {
  readonly table: CatalogTable;
  readonly rows: number;
  readonly entity: string;
  /** Words of the entity, in the singular. */
  readonly words: readonly string[];
  readonly layer?: Layer;
  readonly partition?: FoundPartition;
  readonly columns: readonly ColumnFacts[];
}

/** What is known of a column before anything is concluded. */
export interface ColumnFacts {
  readonly column: CatalogColumn;
  readonly profile: ColumnProfile;
  readonly attribute: string;
  /** Words of the column, without those that all columns of its table begin with (`l_orderkey`: order, key). */
  readonly words: readonly string[];
  /** No row is without a value; false in a table without rows. */
  readonly complete: boolean;
  /** Complete, and all values differ. */
  readonly unique: boolean;
}

/** Puts together what was read; `profiles` are in the order of `tables`. */
export function factsOf(
  tables: readonly CatalogTable[],
  profiles: readonly TableProfile[],
): readonly TableFacts[] {
  const entities = entityNames(tables);
  return tables.map((table, i) => {
    const profile = profiles[i]!;
    const entity = entities[i]!;
    const attributes = attributeNames(table.columns.map((c) => c.name));
    const words = withoutCommonStart(table.columns.map((c) => wordsOf(c.name)));
    const layer = layerOf(table);
    const partition = partitionOf(table, profile);
    return {
      table,
      rows: profile.rows,
      entity,
      words: singularWords(wordsOf(entity)),
      ...(layer !== undefined && { layer }),
      ...(partition !== undefined && { partition }),
      columns: table.columns.map((column, j) => {
        const counts = profile.columns[j]!;
        const complete = profile.rows > 0 && counts.filled === profile.rows;
        return {
          column,
          profile: counts,
          attribute: attributes[j]!,
          words: words[j]!,
          complete,
          unique: complete && counts.distinct === profile.rows,
        };
      }),
    };
  });
}

/** Three columns and more are needed: two may begin alike by chance. */
function withoutCommonStart(all: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (all.length < 3) return all;
  let common = 0;
  while (all.every((w) => w.length > common + 1 && w[common] === all[0]![common])) common++;
  return all.map((words) => words.slice(common));
}
