import { quoteName } from '../../../base/text/name.js';
import type { BoundTarget } from '../../../bind/bound.js';
import type { Column, Target, TargetColumn } from '../../../dsl/document.js';
import { parseType } from '../../../expr/parse-type.js';
import { printType } from '../../../expr/print-type.js';
import { dayExpression, scheduledDay } from '../days/scheduled-day.js';
import { nameIn } from '../relation.js';
import type { WrittenTable } from '../judge/target-of.js';
import { quoted, type Refuse } from '../expressions/write-expression.js';

/**
 * The table that a statement writes as the target of a document: its layer, comment and lifecycle as laws see them,
 * its columns as CREATE TABLE of the task or the ontology states them. What has no place in a document is refused.
 */
export function documentTarget(
  { target, columns, partition, entity }: WrittenTable,
  bound: BoundTarget,
  refuse: Refuse,
): Target {
  const stated = columns.flatMap(({ name, comment, type: written }): readonly TargetColumn[] => {
    const own = entity && nameIn({ kind: 'entity', entity }, name);
    const label = own === undefined ? undefined : entity?.attributes.get(own)?.label;
    const said = comment ?? label;
    const [parsed] = written === undefined ? [undefined] : parseType(written, '');
    const type = parsed && printType(parsed);
    if (said === undefined && type === undefined) return [];
    return [
      { name, ...(said !== undefined && { comment: said }), ...(type !== undefined && { type }) },
    ];
  });
  return {
    table: (entity?.table.name ?? target.table.slice(-1)).join('.'),
    layer: bound.layer,
    comment: bound.comment,
    ...(bound.domain !== undefined && { domain: bound.domain }),
    write: bound.write,
    ...(target.key !== undefined && { key: target.key }),
    ...(partition.length > 0 && { partition: partition.map((p) => partitionOf(p, refuse)) }),
    ...(bound.lifecycle !== undefined && { lifecycle: bound.lifecycle }),
    ...(stated.length > 0 && { columns: stated }),
  };
}

function partitionOf({ column, value }: WrittenTable['partition'][number], refuse: Refuse): Column {
  if (value === undefined) return { as: column, is: quoteName(column) };
  if (!value.includes('$')) return { as: column, is: quoted(value) };
  const day = scheduledDay(value.slice(1));
  if (day === undefined)
    return { as: column, is: refuse(`the partition ${column} of ${value}`, [column]) };
  if (day.moves.length === 0 && day.format === 'yyyyMMdd') return { as: column, is: '$bizdate' };
  return { as: column, is: `format_date(${dayExpression(day, '$bizdate')}, '${day.format}')` };
}
