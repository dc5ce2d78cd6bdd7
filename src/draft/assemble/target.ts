import type { Stage, Target } from '../../dsl/document.js';
import { timeSuffix } from '../names.js';
import { periodLabel } from '../dates/period-label.js';
import { plainName } from '../plain-name.js';
import { note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import type { Reader } from '../reader.js';
import type { Parts } from '../reading.js';
import type { TargetReading } from '../words/target.js';
import { unique } from '../scope.js';

/** The table of a scheduled model: its name by layer, domain, grain and period (OneData), a partition a day. */
export function writeTarget(
  reader: Reader,
  annotations: Annotations,
  said: TargetReading,
  title: string,
  stage: Stage,
  parts: Pick<Parts, 'mentions' | 'keys'>,
): Target {
  const layer = said.layer ?? (parts.mentions.length > 0 ? 'dws' : 'dwd');
  const entities = parts.keys.flatMap((k) =>
    k.kind === 'value' && k.entity !== undefined ? [k.entity] : [],
  );
  const sources = parts.mentions.flatMap((m) => m.sources);
  const domain = [...entities, ...sources].find((e) => e.domain !== undefined)?.domain;
  const subjects = parts.keys.flatMap((k) =>
    k.kind === 'grain' ? [] : [k.entity?.name ?? k.parts[0]?.candidates[0]?.attribute.name ?? ''],
  );
  const subject = parts.mentions.length > 0 ? subjects : [stage.from ?? ''];
  const words = [
    layer,
    domain,
    ...(subject.length > 0 ? subject : ['all']),
    suffixOf(reader, stage, layer),
  ];
  const table = plainName(
    words
      .filter((w) => w !== undefined && w !== '')
      .join('_')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_]+/gu, '_'),
  );
  note(annotations, [{ about: title, taken: reader.texts.table(table) }], '/target/table');
  const lifecycle = said.lifecycle ?? usualLifecycle(layer, table);
  if (said.lifecycle === undefined)
    note(
      annotations,
      [{ about: title, taken: reader.texts.lifecycle(lifecycle) }],
      '/target/lifecycle',
    );
  const made = [...(stage.measures ?? []), ...(stage.windows ?? []), ...(stage.compute ?? [])];
  const columns = annotations.comments.filter((c) => made.some((m) => m.as === c.name));
  return {
    table,
    layer,
    comment: commentOf(reader, title, parts, stage),
    ...(domain !== undefined && { domain }),
    write: 'overwrite',
    partition: [{ as: 'ds', is: '$bizdate' }],
    lifecycle,
    ...(columns.length > 0 && { columns }),
  };
}

/** One period gives its own suffix, several nd; details are daily increments. */
function suffixOf(reader: Reader, stage: Stage, layer: Target['layer']): string {
  if (layer === 'dwd') return 'di';
  if (layer === 'dim') return 'df';
  const periods = unique(
    (stage.measures ?? []).map((m) => timeSuffix(m.time ?? stage.time, reader.ontology)),
  );
  const known = periods.filter((p) => p !== '' && p !== '?');
  const [only] = known;
  return known.length === 1 && only !== undefined && only.length <= 4 ? only : 'nd';
}

/** In days, where the requirement does not say: what can be computed again lives shorter. */
function usualLifecycle(layer: Target['layer'], table: string): number {
  if (layer === 'ads' || layer === 'dim') return 365;
  return table.endsWith('_td') ? 90 : 720;
}

/** What the table holds, in the words of the requirement; of a list its title. */
function commentOf(
  reader: Reader,
  title: string,
  { mentions, keys }: Pick<Parts, 'mentions' | 'keys'>,
  stage: Stage,
): string {
  if (mentions.length === 0) return title;
  const values = unique(keys.filter((k) => k.kind === 'value').map((k) => k.about));
  const times = (stage.measures ?? []).flatMap(({ time, shift }) =>
    time === undefined || shift !== undefined ? [] : [time],
  );
  const periods = times.map((time) => periodLabel(reader, time));
  const said = unique(periods.filter((p) => p !== '' && p !== '?'));
  const comma = reader.language === 'zh' ? '、' : ', ';
  return reader.texts.comment(
    values.join(comma),
    unique(mentions.map((m) => m.about)),
    said.join(comma),
  );
}
