import type { Details, Diagnostic, Params } from '../../../base/diagnostic.js';
import type { Document } from '../../../dsl/document.js';
import type { Ontology } from '../../../ontology/model.js';
import { columnNameIsNotReserved } from '../../../rules/laws/column-name-is-not-reserved.js';
import { columnNameIsPlain } from '../../../rules/laws/column-name-is-plain.js';
import { columnTypeSuitsName } from '../../../rules/laws/column-type-suits-name.js';
import { columnsAreCommented } from '../../../rules/laws/columns-are-commented.js';
import { layerMayBeRead } from '../../../rules/laws/layer-may-be-read.js';
import { layerShouldBeRead } from '../../../rules/laws/layer-should-be-read.js';
import { lifecycleIsStated } from '../../../rules/laws/lifecycle-is-stated.js';
import { lifecycleIsUsual } from '../../../rules/laws/lifecycle-is-usual.js';
import { modelReadsPartitions } from '../../../rules/laws/model-reads-partitions.js';
import { partitionFollowsRun } from '../../../rules/laws/partition-follows-run.js';
import { partitionIsText } from '../../../rules/laws/partition-is-text.js';
import { partitionsAreBounded } from '../../../rules/laws/partitions-are-bounded.js';
import { rerunWritesOnce } from '../../../rules/laws/rerun-writes-once.js';
import { sensitiveIsCounted } from '../../../rules/laws/sensitive-is-counted.js';
import { tableIsCommented } from '../../../rules/laws/table-is-commented.js';
import { tableIsPartitioned } from '../../../rules/laws/table-is-partitioned.js';
import { tableNameIsPlain } from '../../../rules/laws/table-name-is-plain.js';
import { tablePrefixIsOfLayer } from '../../../rules/laws/table-prefix-is-of-layer.js';
import { tableSuffixSaysContent } from '../../../rules/laws/table-suffix-says-content.js';
import type { Finding, Rule, Subject } from '../../../rules/rule.js';
import { taskDiagnostic } from '../diagnostics.js';
import type { BoundTask } from './bound-task.js';
import type { Examined } from './examine.js';
import { detailsOf } from './place.js';
import type { SqlTask } from '../tree.js';

/** Laws that judge what a statement writes and shows, whoever wrote it. */
const general: readonly Rule[] = [sensitiveIsCounted];
const ofTables: readonly Rule[] = [
  tablePrefixIsOfLayer,
  tableNameIsPlain,
  tableSuffixSaysContent,
  tableIsPartitioned,
  partitionFollowsRun,
  partitionIsText,
  layerMayBeRead,
  layerShouldBeRead,
  rerunWritesOnce,
  columnNameIsPlain,
  columnNameIsNotReserved,
  columnTypeSuitsName,
];
/** Laws about what only CREATE TABLE says. */
const ofDeclarations: readonly Rule[] = [
  tableIsCommented,
  columnsAreCommented,
  lifecycleIsStated,
  lifecycleIsUsual,
];

/**
 * The laws of documents over an SQL statement: what it reads, shows and writes, as a document would say it; each
 * breach stands in the SQL.
 */
export function lawsOf(
  task: SqlTask,
  bound: BoundTask,
  examined: Examined,
  ontology: Ontology,
  dialect: { readonly title: string; readonly refusesFullScans: boolean },
  placeOfColumn: (name: string) => Details,
): readonly Diagnostic[] {
  const { document, target } = bound;
  const declared = task.declared === undefined ? [] : ofDeclarations;
  const laws = target === undefined ? general : [...general, ...ofTables, ...declared];
  const subject = { document: plain, bound: document, ontology } as unknown as Subject;
  const findings = laws.flatMap((law) =>
    Array.from(law.check(subject), ({ path, params, allowed }) =>
      breach(law, { path: '', params, ...(allowed !== undefined && { allowed }) }, placeAt(path)),
    ),
  );
  if (task.target !== undefined && target === undefined && task.target.how !== 'create') {
    const table = task.target.table.join('.');
    findings.push(taskDiagnostic('target-name', '', { table }, detailsOf(task.target.at)));
  }
  for (const { entity, at } of examined.unbounded) {
    const params = { table: entity.table.name.join('.'), entity: entity.name };
    const refused = task.target !== undefined && dialect.refusesFullScans;
    const law = refused ? modelReadsPartitions : partitionsAreBounded;
    findings.push(breach(law, { path: '', params: { ...params, dialect: dialect.title } }, at));
  }
  return findings;

  function placeAt(path: string): Details {
    const [, list, index = ''] = path.split('/');
    if (list === 'reads') return examined.reads[Number(index)]!.at;
    if (list === 'columns') return placeOfColumn(index);
    if (task.target === undefined) return { offset: task.start, length: 1 };
    const partition = list === 'partition' ? task.target.partition[Number(index)] : undefined;
    return detailsOf(partition?.at ?? task.target.at);
  }
}

/** Laws read a document only for where its target states something; a task states nothing there. */
const plain: Document = { dsl: '1', title: '', stages: [] };

function breach(law: Rule, finding: Finding<Params>, place: Details): Diagnostic {
  return {
    code: `rule/${law.name}`,
    severity: law.definition.severity,
    level: law.definition.level,
    ...finding,
    ...place,
  };
}
