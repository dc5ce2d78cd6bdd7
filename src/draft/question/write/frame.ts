import type { Day } from '../../../base/time/calendar-days.js';
import { quoteName } from '../../../base/text/name.js';
import type { Stage } from '../../../dsl/document.js';
import type { Ontology } from '../../../ontology/model.js';
import { freeName } from '../../names.js';
import type { Frame, Mean } from '../frame.js';
import { numberName } from './aggregate-column.js';
import { aggregatesIn, groupEntity, numbersOf, writeGroups } from './groups.js';
import { writeList } from './list.js';
import { writePopulation } from './population.js';
import { type Writing, columnOf, entityFields } from './writing.js';

/** The stages of a frame; undefined where its things cannot be joined in exactly one way. */
export function writeFrame(
  frame: Frame,
  ontology: Ontology,
  asOf: Day,
): readonly Stage[] | undefined {
  const stages = stagesOf(frame, ontology, asOf);
  return stages && [...stages.slice(0, -1), inOrder(stages.at(-1)!)];
}

/** Without any order groups stand in that of their keys, so that they are the same every time. */
function inOrder(stage: Stage): Stage {
  const { by = [], order, limit } = stage;
  if (by.length === 0 || order !== undefined || limit !== undefined) return stage;
  return { ...stage, order: by.map(({ as }) => ({ by: quoteName(as) })) };
}

function stagesOf(frame: Frame, ontology: Ontology, asOf: Day): readonly Stage[] | undefined {
  const writing: Writing = { ontology, asOf, stages: [], stuck: false };
  const { means = [] } = frame;
  if (means.length > 0 && frame.shownIn !== undefined) return undefined;
  if (frame.population !== undefined) {
    const all = writePopulation(writing, frame, frame.population);
    return all === undefined || writing.stuck ? undefined : [...writing.stages, all];
  }
  const stage =
    numbersOf(frame).length > 0 ? writeGroups(writing, frame) : writeList(writing, frame);
  if (stage === undefined || writing.stuck || countsItself(frame)) return undefined;
  if (frame.over !== undefined) return overEach(frame, writing, stage, frame.over);
  if (means.length === 0) return shownBy(frame, [...writing.stages, stage], ontology);
  return writeMeans(writing, frame, stage, means);
}

/** The average number of bookings per member: a stage with the number of each, and one over it. */
function overEach(
  frame: Frame,
  writing: Writing,
  stage: Stage,
  { agg, groups }: NonNullable<Frame['over']>,
): readonly Stage[] | undefined {
  const [measure, ...more] = stage.measures ?? [];
  const { means = [], keeps, order, limit } = frame;
  const isPlain = means.length + keeps.length === 0 && order === undefined && limit === undefined;
  if (measure === undefined || more.length > 0 || !isPlain) return undefined;
  const keys = frame.groups
    .slice(0, groups)
    .reduce((n, g) => n + (g.kind === 'entity' ? entityFields(g.entity).length : 1), 0);
  const name = freeName(
    'each',
    new Set([...writing.ontology.entities.keys(), ...writing.stages.map((s) => s.name)]),
  );
  const by = (stage.by ?? []).slice(0, keys).map(({ as }) => ({ as, is: quoteName(as) }));
  return [
    ...writing.stages,
    { ...stage, name },
    {
      name: 'result',
      from: name,
      by,
      measures: [{ as: `${measure.as}_${agg}`, agg, of: quoteName(measure.as) }],
    },
  ];
}

/** What was cut in one order is shown in another. */
function shownBy(
  frame: Frame,
  stages: readonly Stage[],
  ontology: Ontology,
): readonly Stage[] | undefined {
  const { shownIn } = frame;
  const cut = stages.at(-1)!;
  if (shownIn === undefined) return stages;
  const { by } = shownIn;
  const name =
    'measure' in by
      ? by.measure.kind === 'aggregate' && numberName(by.measure)
      : columnOf(by.field);
  const columns = [...(cut.by ?? []), ...(cut.measures ?? [])].map((c) => c.as);
  if (name === false || !columns.includes(name)) return undefined;
  const dir = shownIn.descending ? { dir: 'desc' as const } : {};
  const chosen = freeName(
    'chosen',
    new Set([...ontology.entities.keys(), ...stages.map((s) => s.name)]),
  );
  return [
    ...stages.slice(0, -1),
    { ...cut, name: chosen },
    { name: 'result', from: chosen, order: [{ by: quoteName(name), ...dir }] },
  ];
}

/** How many of it there are for each of it: something else was meant. */
function countsItself(frame: Frame): boolean {
  return numbersOf(frame)
    .flatMap(aggregatesIn)
    .some(({ agg, entity, of }) =>
      frame.groups.some((g) => {
        if (g.kind === 'grain') return false;
        const isKey = g.kind === 'entity' || entity.key.join() === g.field.attribute.name;
        if (agg === 'count') return isKey && groupEntity(g) === entity;
        return agg === 'count_distinct' && g.kind === 'field' && g.field.attribute === of;
      }),
    );
}

/** Groups beside the same number of what they are in: a stage for each, and one that compares. */
function writeMeans(
  writing: Writing,
  frame: Frame,
  stage: Stage,
  means: readonly Mean[],
): readonly Stage[] | undefined {
  // What is ordered and cut is what stays.
  const { order, limit, ...grouped } = stage;
  const averages = means.map((mean, i): Stage | undefined => {
    const group = mean.within === undefined ? [] : [{ kind: 'field', field: mean.within } as const];
    const { order: _, limit: __, ranked: ___, ...plain } = frame;
    const made = writeGroups(writing, {
      ...plain,
      groups: group,
      keeps: [],
      measures: [mean.measure],
    });
    return made && { ...made, name: `average_${i + 1}` };
  });
  if (writing.stuck || averages.includes(undefined)) return undefined;
  const tests = means.map(({ measure, op }, i): string => {
    const name = (s: Pick<Stage, 'measures'>): string =>
      s.measures!.find((m) => m.as.startsWith(numberName(measure)))!.as;
    return `${quoteName(name(grouped))} ${op} average_${i + 1}.${quoteName(name(averages[i]!))}`;
  });
  return [
    ...writing.stages,
    ...averages.filter((s) => s !== undefined),
    { ...grouped, name: 'grouped' },
    {
      name: 'result',
      from: 'grouped',
      match: means.map(({ within }, i) => ({
        to: `average_${i + 1}`,
        on:
          within === undefined
            ? []
            : [{ key: quoteName(columnOf(within)), is: quoteName(columnOf(within)) }],
      })),
      where: tests,
      ...(order !== undefined && { order }),
      ...(limit !== undefined && { limit }),
    },
  ];
}
