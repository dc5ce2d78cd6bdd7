import { at, type JsonPointer } from '../../base/diagnostic.js';
import { splitDotted } from '../../base/text/name.js';
import { suggest } from '../../base/text/suggest.js';
import { isTimeZone, timeZoneNames } from '../../base/time/time-zones.js';
import { printType } from '../../expr/print-type.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import type { Attribute, Entity, PartitionColumn, Relationship, Summary, Table } from '../model.js';
import type {
  RawAttribute,
  RawEntity,
  RawPartition,
  RawRelationship,
  RawSource,
  RawSummary,
} from './raw.js';
import {
  checkBoth,
  checkName,
  checkNeeded,
  checkUnused,
  described,
  dotted,
  type Reader,
  typeOf,
  written,
} from './reader.js';

/** An entity as written, shorthands written out; names of other definitions are not looked up yet. */
export function readEntity(reader: Reader, raw: RawEntity): Entity {
  const attributes = Object.entries(raw.attributes).map(
    ([name, attribute]) =>
      [name, readAttribute(reader, name, attribute, at('/attributes', name))] as const,
  );
  const relationships = Object.entries(raw.relationships ?? {}).map(
    ([name, relationship]) =>
      [name, readRelationship(reader, name, relationship, at('/relationships', name))] as const,
  );
  const { domain, key = [], time, validity } = raw;
  if (raw.source.dsl !== undefined && raw.source.table === undefined) checkView(reader, raw);
  return {
    ...described(reader, 'entity', raw.entity, raw, '/entity'),
    ...(domain !== undefined && { domain }),
    table: readTable(reader, raw.source, '/source'),
    key: [key].flat(),
    ...(time !== undefined && { time }),
    attributes: new Map(attributes),
    relationships: new Map(relationships),
    ...(validity !== undefined && { validity }),
    ...(raw.summary !== undefined && { summary: readSummary(reader, raw.summary) }),
  };
}

/** The rows of a document are there at no day of their own and in its zone: only tables have what says such things. */
function checkView(reader: Reader, { source, validity, attributes }: RawEntity): void {
  for (const name of ['layer', 'mode', 'partition', 'late', 'timezone'] as const)
    checkUnused(reader, source[name] !== undefined, name, '"dsl"', '/source');
  checkUnused(reader, validity !== undefined, 'validity', '"dsl"', '');
  for (const [name, attribute] of Object.entries(attributes)) {
    const zoned = typeof attribute !== 'string' && attribute.timezone !== undefined;
    checkUnused(reader, zoned, 'timezone', '"dsl"', at('/attributes', name));
  }
}

function readSummary(reader: Reader, { of, keys = {}, grain, metrics }: RawSummary): Summary {
  return {
    of,
    keys: new Map(
      Object.entries(keys).map(([name, path]) => [
        name,
        written(reader, path, at('/summary/keys', name)),
      ]),
    ),
    ...(grain !== undefined && { grain }),
    metrics: new Map(Object.entries(metrics)),
  };
}

function readTable(reader: Reader, raw: RawSource, path: JsonPointer): Table {
  const { table, dsl, layer, mode = 'none', partition = [], late, timezone } = raw;
  checkZone(reader, timezone, at(path, 'timezone'));
  checkBoth(reader, raw, ['table', 'dsl'], path);
  checkNeeded(reader, table === undefined && dsl === undefined, 'table', '"source"', path);
  const name = table === undefined ? [] : (splitDotted(table) ?? []);
  if (table !== undefined && (name.length < 1 || name.length > 3))
    reader.add([ontologyDiagnostic('bad-table', at(path, 'table'), { table })]);
  for (const part of name) checkName(reader, 'table', part, at(path, 'table'));
  return {
    name,
    ...(dsl !== undefined && { dsl }),
    ...(layer !== undefined && { layer }),
    mode,
    partition: partition.map((p, i) => readPartition(reader, p, at(path, 'partition', i))),
    lateDays: late === undefined ? 0 : daysOf(reader, late, at(path, 'late')),
    ...(timezone !== undefined && { timezone }),
  };
}

/** What a format must say of a day or hour, by grain; and the format most tables use. */
const formats = {
  hour: [/H/, 'HH'],
  day: [/(?=.*[yu])(?=.*M)(?=.*d)/, 'yyyyMMdd'],
  week: [/[wd]/, 'yyyyMMdd'],
  month: [/(?=.*[yu])(?=.*M)/, 'yyyyMM'],
  year: [/[yu]/i, 'yyyy'],
} as const;

function readPartition(reader: Reader, raw: RawPartition, path: JsonPointer): PartitionColumn {
  const { column, grain = 'day' } = raw;
  const [needed, usual] = formats[grain];
  const format = raw.format ?? usual;
  if (!needed.test(format) || !/^[yYuMdHw]+(?:[-/_. ]?[yYuMdHw]+)*$/.test(format))
    reader.add([ontologyDiagnostic('bad-format', at(path, 'format'), { format, grain })]);
  return { column, format, grain };
}

/** Scans reach back by whole days, so a part of a day counts as one. */
function daysOf(reader: Reader, text: string, path: JsonPointer): number {
  const [, count, unit] = /^(\d{1,4}) *(hour|day|week)s?$/.exec(text) ?? [];
  if (count === undefined) {
    reader.add([ontologyDiagnostic('bad-lag', path, { text })]);
    return 0;
  }
  if (unit === 'hour') return Math.ceil(Number(count) / 24);
  return Number(count) * (unit === 'week' ? 7 : 1);
}

function readAttribute(
  reader: Reader,
  name: string,
  written_: string | RawAttribute,
  path: JsonPointer,
): Attribute {
  const short = typeof written_ === 'string';
  const raw: RawAttribute = short ? { type: written_ } : written_;
  checkBoth(reader, raw, ['column', 'is'], path);
  const type = typeOf(reader, raw.type, short ? path : at(path, 'type'));
  const { is, column = name, unit, timezone } = raw;
  checkZone(reader, timezone, at(path, 'timezone'));
  if (timezone !== undefined && (is !== undefined || !['timestamp', 'unknown'].includes(type.kind)))
    reader.add([
      ontologyDiagnostic('timezone-of-no-moment', at(path, 'timezone'), { attribute: name }),
    ]);
  const values = raw.values === undefined ? undefined : valuesOf(reader, raw.values, type, path);
  return {
    ...described(reader, 'attribute', name, raw, path),
    type,
    ...(is === undefined ? { column } : { is: written(reader, is, at(path, 'is')) }),
    ...(values !== undefined && { values }),
    ...(unit !== undefined && { unit }),
    ...(timezone !== undefined && { timezone }),
    sensitive: raw.sensitive ?? false,
    required: raw.required ?? false,
  };
}

function checkZone(reader: Reader, name: string | undefined, path: JsonPointer): void {
  if (name === undefined || isTimeZone(name)) return;
  const allowed = suggest(name, timeZoneNames());
  reader.add([ontologyDiagnostic('unknown-timezone', path, { name }, { allowed })]);
}

/** Codes that a value of a type can be compared with. */
const codes = { bigint: /^-?\d+$/, boolean: /^(?:true|false)$/, string: /^/ } as const;

function valuesOf(
  reader: Reader,
  raw: NonNullable<RawAttribute['values']>,
  type: Attribute['type'],
  path: JsonPointer,
): Attribute['values'] {
  const { kind } = type;
  const place = at(path, 'values');
  if (kind !== 'string' && kind !== 'bigint' && kind !== 'boolean') {
    if (kind !== 'unknown')
      reader.add([
        ontologyDiagnostic('values-type', place, { type: printType(type) }, { key: true }),
      ]);
    return undefined;
  }
  const wrong = Object.keys(raw).filter((code) => !codes[kind].test(code));
  reader.add(
    wrong.map((code) =>
      ontologyDiagnostic('value-not-of-type', at(place, code), { code, type: kind }, { key: true }),
    ),
  );
  return new Map(
    Object.entries(raw).map(([code, value]) => {
      if (value === null || typeof value === 'string')
        return [code, { label: value ?? code, synonyms: [] }];
      return [code, { label: value.label, synonyms: value.synonyms ?? [] }];
    }),
  );
}

function readRelationship(
  reader: Reader,
  name: string,
  raw: RawRelationship,
  path: JsonPointer,
): Relationship {
  const { to, on, cardinality, required = false, same_as = [], through, weight } = raw;
  const many = cardinality === 'many_to_many';
  const by = `"${cardinality}"`;
  checkNeeded(reader, many && through === undefined, 'through', by, path);
  checkNeeded(reader, !many && on === undefined, 'on', by, path);
  checkUnused(reader, many && on !== undefined, 'on', by, path);
  checkUnused(reader, !many && through !== undefined, 'through', by, path);
  checkUnused(reader, !many && weight !== undefined, 'weight', by, path);
  return {
    ...described(reader, 'relationship', name, raw, path),
    to,
    on: Object.entries(on ?? {}).map(([from, there]) => ({ from, to: there })),
    cardinality,
    required,
    sameAs: same_as.map((text, i) => dotted(reader, text, at(path, 'same_as', i))),
    ...(through !== undefined && { through }),
    ...(weight !== undefined && { weight }),
  };
}
