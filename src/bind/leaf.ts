import { at } from '../base/diagnostic.js';
import { reference } from '../expr/build.js';
import { references } from '../expr/visit.js';
import { printType } from '../expr/print-type.js';
import { types, type Type } from '../expr/type.js';
import type { Entity } from '../ontology/model.js';
import { aggregateType, takesWith } from './aggregate-type.js';
import { belongsOf } from './belongs.js';
import type { BoundLeaf, LeafExpr, SourceExpr, Step } from './bound.js';
import { bindDiagnostic } from './diagnostics.js';
import { bindSource, bindWritten } from './expression.js';
import { leafTime } from './time/leaf-time.js';
import type { Path } from './paths/join-path.js';
import type { Ask, LeafSpec, Value } from './metrics/metric-scope.js';
import { measureIsAnchored } from './paths/anchor.js';
import { entitySource, type Source } from './stage/source.js';
import type { MeasureFrame } from './stage/stage-frame.js';
import { unknownExpr } from './unknown.js';
import { viaPaths } from './paths/via.js';

/**
 * Ties an aggregate to its stage: which rows it reads and how they belong to the stage's (S4, S7), its
 * conditions, clock and range (S11), and without `from` the stage's keys and conditions as seen from its
 * entity (S3). Gives a reference to the leaf; undefined after an error that leaves nothing to refer to.
 */
export function bindLeaf(
  frame: MeasureFrame,
  spec: LeafSpec,
  ask: Ask,
  called: string,
): LeafExpr | undefined {
  const { stage } = frame;
  const via = spec.entity === undefined ? [] : viaPaths(frame, spec.entity);
  const { source, belongs } = sourceOf(frame, spec.entity, via) ?? {};
  if (source === undefined) return undefined;
  // A row may count in several groups, so its conditions may be of several partners too (S4).
  const several = stage.from === undefined || belongs === 'rows';
  const conditions: Source = several ? { ...source, bridges: true } : source;
  const value = (v: Value, expected: Type = types.unknown, in_ = source): SourceExpr => {
    if (v.kind === 'made') return v.expr;
    return v.kind === 'text'
      ? bindSource(in_, v.text, v.path, expected)
      : bindWritten({ ...in_, matches: new Map() }, v.written, expected);
  };
  const of = spec.of && value(spec.of);
  const second = spec.with && value(spec.with);
  const unweighted = typeOf(frame, spec, of, second);
  const where = ask.where.map((w) => value(w, types.boolean, conditions));
  const own = belongs === 'rows' ? undefined : spec.entity;
  const seen =
    own === undefined
      ? { keys: keysOfSeveral(frame, conditions), stageWhere: [] }
      : stage.from !== undefined
        ? { keys: [], stageWhere: [] }
        : stageSeenFrom(frame, own, via);
  const counted = bridgedType(frame, spec, unweighted, { ...seen, where });
  const times = leafTime(frame, spec, ask, source, own);
  const type = times.carry === 'avg' ? (aggregateType('avg', counted) ?? counted) : counted;
  const snapshot = spec.snapshot && {
    take: spec.snapshot.take,
    over: attributeOf(source, spec.snapshot.over),
    per: spec.snapshot.per.map((name) => attributeOf(source, name)),
  };
  const leaf: BoundLeaf = {
    name: `${frame.leaves.length + 1}\n${called}`,
    source: own === undefined ? { kind: 'rows' } : { kind: 'entity', entity: own },
    ...(belongs !== undefined && belongs !== 'rows' && { belongs }),
    agg: spec.agg,
    ...(of !== undefined && { of }),
    ...(second !== undefined && { with: second }),
    ...(spec.p !== undefined && { p: spec.p }),
    ...(spec.percentile !== undefined && { percentile: spec.percentile }),
    where,
    ...seen,
    ...times,
    ...(snapshot !== undefined && { snapshot }),
    type,
    ...(spec.fill !== undefined && { fill: spec.fill }),
    at: frame.path,
  };
  frame.leaves.push(leaf);
  return reference({ kind: 'leaf', leaf: leaf.name }, type);
}

/** Which rows a leaf reads, what their names mean, and how they belong to the stage's. */
function sourceOf(
  frame: MeasureFrame,
  entity: Entity | undefined,
  via: readonly Path[],
): { readonly source: Source; readonly belongs: ReturnType<typeof belongsOf> } | undefined {
  const { stage, measure } = frame;
  const { context, rows } = stage;
  if (stage.from === undefined) {
    if (entity === undefined) {
      const params = { what: 'agg', stage: stage.stage.name };
      context.report(bindDiagnostic('no-from', at(frame.path, 'agg'), params));
      return undefined;
    }
    if (measure.on !== undefined)
      context.report(bindDiagnostic('on-not-here', at(frame.path, 'on'), { why: 'from' }));
    return {
      source: { ...measureSource(frame, entity, via), measure: measure.as },
      belongs: undefined,
    };
  }
  const belongs = belongsOf(frame, entity, via);
  if (belongs === undefined) return undefined;
  if (belongs === 'rows' || entity === undefined)
    return { source: { ...rows!, via, measure: measure.as }, belongs };
  const source = { ...measureSource(frame, entity, via), row: rows!, measure: measure.as };
  return { source, belongs };
}

function measureSource(frame: MeasureFrame, entity: Entity, via: readonly Path[]): Source {
  const { measure, stage } = frame;
  const anchored = (): boolean => measureIsAnchored(measure, entity);
  return { ...entitySource(stage.context, entity, via), anchored };
}

/** The stage's keys over its own rows, where one of them is of many partners; else they are not the leaf's. */
function keysOfSeveral(frame: MeasureFrame, source: Source): BoundLeaf['keys'] {
  if (source.root.kind !== 'entity') return [];
  const keys = keysOver(frame.stage, source);
  return keys.some((key) => bridgesIn(key).length > 0) ? keys : [];
}

/** The stage's keys and conditions as an entity sees them, where there is no `from` (S3). */
function stageSeenFrom(
  frame: MeasureFrame,
  entity: Entity,
  via: readonly Path[],
): Pick<BoundLeaf, 'keys' | 'stageWhere'> {
  const { context, stage, path } = frame.stage;
  const source: Source = {
    context,
    root: { kind: 'entity', entity, bare: false },
    matches: new Map(),
    via,
    bridges: true,
    measure: frame.measure.as,
  };
  return {
    keys: keysOver(frame.stage, source),
    stageWhere: (stage.where ?? []).map((text, i) =>
      bindSource(source, text, at(path, 'where', i), types.boolean),
    ),
  };
}

/** The keys of a stage's `by` over a source; undefined for buckets. */
function keysOver({ stage, path }: MeasureFrame['stage'], source: Source): BoundLeaf['keys'] {
  return (stage.by ?? []).map((key, i) =>
    key.is === undefined ? undefined : bindSource(source, key.is, at(path, 'by', i, 'is')),
  );
}

/**
 * By attributes of many partners a sum of shares is a double; what has no shares counts a row in each of
 * its groups, which is reported once for each key.
 */
function bridgedType(
  frame: MeasureFrame,
  { agg }: LeafSpec,
  type: Type,
  { keys, stageWhere, where }: Pick<BoundLeaf, 'keys' | 'stageWhere' | 'where'>,
): Type {
  const [bridge] = [...keys, ...stageWhere, ...where].flatMap((e) => bridgesIn(e));
  if (bridge === undefined) return type;
  if (agg === 'sum' && bridge.many?.weight !== undefined) return types.double;
  const { context, path } = frame.stage;
  keys.forEach((key, i) => {
    if (bridgesIn(key).length === 0 || agg === 'min' || agg === 'max') return;
    const params = { key: frame.stage.stage.by?.[i]?.as ?? '', entity: bridge.to.name };
    context.report(bindDiagnostic('in-each-group', at(path, 'by', i), params));
  });
  return type;
}

/** The steps to bridges that an expression takes. */
function bridgesIn(expr: SourceExpr | undefined): readonly Step[] {
  return (expr === undefined ? [] : references(expr)).flatMap(({ to }) =>
    to.kind === 'attribute' ? to.path.filter((s) => s.many !== undefined) : [],
  );
}

function typeOf(
  frame: MeasureFrame,
  spec: LeafSpec,
  of: SourceExpr | undefined,
  second: SourceExpr | undefined,
): Type {
  const { context } = frame.stage;
  const { agg } = spec;
  const given = of?.type ?? types.unknown;
  const type = aggregateType(agg, given);
  const wrong =
    type === undefined
      ? { value: spec.of, type: given }
      : second !== undefined && !takesWith(agg, second.type)
        ? { value: spec.with, type: second.type }
        : undefined;
  if (wrong !== undefined) {
    const { value } = wrong;
    const text = value?.kind === 'text' ? value.text : '';
    const count = agg === 'sum' && given.kind === 'boolean' ? text : '';
    const params = { agg, type: printType(wrong.type), count };
    if (value?.kind === 'written') {
      const { file, document, path } = value.written.source;
      context.report(bindDiagnostic('agg-type', path, params, { file, document }));
    } else if (value?.kind === 'text') {
      const fix = count === '' ? undefined : countFix(frame, count);
      context.report(bindDiagnostic('agg-type', value.path, params, fix && { fix }));
    }
  }
  return type ?? types.unknown;
}

/** A sum of truth values means how many are true. */
function countFix(frame: MeasureFrame, condition: string) {
  const { measure, path } = frame;
  return [
    { op: 'replace' as const, path: at(path, 'agg'), value: 'count' },
    { op: 'remove' as const, path: at(path, 'of') },
    measure.where === undefined
      ? { op: 'add' as const, path: at(path, 'where'), value: [condition] }
      : { op: 'add' as const, path: at(path, 'where', '-'), value: condition },
  ];
}

/** An attribute of a metric's own entity, by its name; the ontology has checked that there is one. */
function attributeOf(source: Source, name: string): SourceExpr {
  const { root, context } = source;
  const entity = root.kind === 'entity' ? root.entity : undefined;
  const attribute = entity?.attributes.get(name);
  return entity === undefined || attribute === undefined
    ? unknownExpr
    : context.expand(entity, attribute);
}
