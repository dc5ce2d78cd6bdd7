import { parseDocument } from '../dsl/parse.js';
import type { Document, Order, Stage } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import { evaluate, holds, type Names } from './expression.js';
import { grainKeys, grainOf } from './grain.js';
import { measured, type Measured } from './measures.js';
import { sourceOf, worldOf, type Before } from './source.js';
import { dayAt, parsed } from './stage-time.js';
import type { Row, Value } from './value.js';
import { comparer, limited, windowColumn, type Column } from './windows.js';
import { Unsupported } from './unsupported.js';
import { constant, namesOfSource, startOfDay, type World } from './world.js';

/** What a stage gives. */
export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Columns that identify a row (S5), also where the stage does not show them all. */
  readonly key?: readonly string[];
  /** Whether the rows stand in an order that is told apart down to single rows. */
  readonly ordered: boolean;
}

/** The rows of a document over tables of plain rows, one row at a time, as docs/semantics.md says. */
export function evaluateDocument(
  document: Document,
  ontology: Ontology,
  tables: World['tables'],
  given: {
    readonly bizdate?: string;
    readonly params?: Readonly<Record<string, Value>>;
    readonly self?: World['self'];
  } = {},
): Result {
  const asOf = document.as_of ?? given.bizdate;
  const timezone = document.timezone ?? ontology.timezone;
  const defaults = (document.params ?? []).flatMap(({ name, type, default: text }) =>
    text === undefined ? [] : [[name, defaultOf(text, type)] as const],
  );
  const world: World = {
    ontology,
    tables,
    rowsOfView: (text) => evaluateDocument(parseDocument(text)[0]!.document, ontology, tables).rows,
    params: { ...Object.fromEntries(defaults), ...given.params },
    ...(asOf !== undefined && { asOf: startOfDay(asOf) }),
    ...(timezone !== undefined && { timezone }),
    ...(given.self !== undefined && { self: given.self }),
  };
  const results = document.stages.reduce<Before>(
    (before, stage) => new Map([...before, [stage.name, stageResult(world, stage, before)]]),
    new Map(),
  );
  const result = results.get(document.stages.at(-1)!.name)!;
  // Rows that are written into a table stand in no order.
  return document.target === undefined ? result : { ...result, ordered: false };
}

/** A default is written as a literal of its type. */
function defaultOf(text: string, type: string): Value {
  const quoted = ['string', 'date', 'timestamp'].includes(type) && !text.includes("'");
  const literal = quoted ? `'${text}'` : text;
  const typed = quoted && type !== 'string' ? `${type} ${literal}` : literal;
  return evaluate(parsed(typed), () => null);
}

function stageResult(given: World, stage: Stage, before: Before): Result {
  const world = stage.at === undefined ? given : { ...given, readAt: dayAt(given, stage.at) };
  const hasSource = stage.from !== undefined || stage.union !== undefined;
  const source = hasSource ? sourceOf(world, stage, before) : [];
  const rows = measured(world, stage, source);
  const first = firstColumns(world, stage, rows, before);
  const key = keyOf(world, stage, before, [...first.keys()]);
  const frame = resultFrame(world, stage, rows.length, first, key);
  const all = Array.from({ length: rows.length }, (_, i) => i);
  const kept = all.filter((i) =>
    (stage.keep ?? []).every((text) => holds(parsed(text), frame.names(i))),
  );
  const order: readonly Order[] = [
    ...(stage.order ?? []),
    ...(key ?? []).map((by): Order => ({ by })),
  ];
  const full = comparer(order, frame.column);
  const sorted = kept.toSorted(full);
  const unique = sorted.every((row, i) => i === 0 || full(sorted[i - 1]!, row) !== 0);
  const { limit } = stage;
  if (limit !== undefined && limit.ties !== 'include' && !unique)
    throw new Unsupported('a limit over rows that no key tells apart');
  const left =
    limit === undefined ? sorted : limited(sorted, limit, stage.order ?? [], frame.column);
  const columns = stage.show ?? frame.columns;
  const limitKey =
    limit?.rows === 1 && limit.per !== undefined && limit.ties !== 'include' ? limit.per : key;
  return {
    columns,
    rows: left.map((i) =>
      Object.fromEntries(columns.map((name) => [name, frame.column(name)[i] ?? null])),
    ),
    ...(limitKey?.every((k) => columns.includes(k)) === true && { key: limitKey }),
    ordered: (stage.order ?? []).length > 0 && unique,
  };
}

/** Columns that exist before windows and compute: keys, values of the source row, measures. */
function firstColumns(
  world: World,
  stage: Stage,
  rows: readonly Measured[],
  before: Before,
): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  for (const { as } of stage.by ?? []) {
    const grain = grainKeys(stage).find((key) => key.as === as)?.grain;
    const value = grain === undefined ? undefined : grainOf(world, grain).value;
    columns.set(
      as,
      rows.map(({ cell }) => {
        if (value === undefined) return cell.keys[as] ?? null;
        const bucket = cell.buckets[as] ?? null;
        return bucket === null ? null : value(bucket);
      }),
    );
  }
  if (stage.by === undefined) {
    const from = before.get(stage.from ?? stage.union?.[0] ?? '');
    const brought = stage.from === 'self' ? world.self?.columns : from?.columns;
    for (const name of brought ?? [])
      columns.set(
        name,
        rows.map(({ cell }) => cell.rows[0]!.self.raw[name] ?? null),
      );
  }
  for (const { as, is } of stage.columns ?? [])
    columns.set(
      as,
      rows.map(({ cell }) => {
        const row = cell.rows[0]!;
        return evaluate(parsed(is), namesOfSource(worldOf(world, stage, row), row));
      }),
    );
  for (const { as } of stage.measures ?? [])
    columns.set(
      as,
      rows.map(({ values }) => values[as] ?? null),
    );
  return columns;
}

/** S5: what identifies a row of the stage. */
function keyOf(
  world: World,
  stage: Stage,
  before: Before,
  columns: readonly string[],
): readonly string[] | undefined {
  if (stage.by !== undefined) return stage.by.map(({ as }) => as);
  if (stage.union !== undefined) return undefined;
  const replaced = (stage.columns ?? []).map(({ as }) => as);
  const from = stage.from === 'self' ? world.self : before.get(stage.from!);
  if (from !== undefined)
    return from.key?.some((name) => replaced.includes(name)) === true ? undefined : from.key;
  const { key } = world.ontology.entities.get(stage.from!)!;
  const named = key.map(
    (name) => (stage.columns ?? []).find(({ is }) => is.trim() === name)?.as ?? '',
  );
  return key.length > 0 && named.every((name) => columns.includes(name)) ? named : undefined;
}

interface ResultFrame {
  readonly columns: readonly string[];
  readonly column: (name: string) => Column;
  /** Names of an expression over one result row. */
  readonly names: (row: number) => Names;
}

/** Windows and compute are worked out when asked for, so their written order does not matter (S1). */
function resultFrame(
  world: World,
  stage: Stage,
  size: number,
  first: ReadonlyMap<string, Column>,
  key: readonly string[] | undefined,
): ResultFrame {
  const later = [...(stage.windows ?? []), ...(stage.compute ?? [])].map(({ as }) => as);
  const made = new Map([...first].filter(([name]) => !later.includes(name)));
  const column = (name: string): Column => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const window = stage.windows?.find(({ as }) => as === name);
    const computed = stage.compute?.find(({ as }) => as === name);
    const values =
      window !== undefined
        ? windowColumn(window, size, key, column)
        : Array.from({ length: size }, (_, i) => evaluate(parsed(computed!.is), names(i)));
    made.set(name, values);
    return values;
  };
  const names =
    (row: number): Names =>
    (name) =>
      name.kind === 'path' ? (column(name.names[0]!)[row] ?? null) : constant(world, name);
  return { columns: [...new Set([...first.keys(), ...later])], column, names };
}
