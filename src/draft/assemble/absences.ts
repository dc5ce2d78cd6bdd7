import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { Key, Match, Stage } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import { isHole } from './measures.js';
import { freeName } from '../names.js';
import { placeOf, plainCandidate } from '../place.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Absence, TimeReading } from '../reading.js';
import { labelOf } from '../scope.js';

/**
 * 没有订单的客户: a stage with the customers that have orders, for each of these sets, and the matches that
 * leave them out (S9). Times that were said are those of what is missing.
 */
export function writeAbsences(
  reader: Reader,
  annotations: Annotations,
  absences: readonly Absence[],
  subject: Entity,
  times: readonly TimeReading[],
  index: number,
): { readonly stages: readonly Stage[]; readonly match: readonly Match[] } {
  const stages: Stage[] = [];
  const match: Match[] = [];
  for (const absence of absences) {
    const { of, about } = absence;
    const name = freeName(
      `with_${of.name}`,
      new Set([...reader.ontology.entities.keys(), ...stages.map((s) => s.name)]),
    );
    const pointer = at('/stages', index + stages.length);
    const by = subject.key.flatMap((key): Key[] => {
      const attribute = subject.attributes.get(key);
      const place =
        attribute && placeOf(reader.ontology, [plainCandidate(subject, attribute)], [of], of);
      if (place === undefined || place.kind === 'none') return [];
      const slot =
        place.kind === 'one'
          ? place.path
          : { about, question: reader.texts.whichAttribute(about), options: place.options };
      return [{ as: key, is: fill(annotations, slot, at(pointer, 'by', 0, 'is')) }];
    });
    if (absence.subject !== subject || by.length !== subject.key.length || by.length === 0) {
      ask(reader, about, reader.texts.unreachableColumn(labelOf(subject), labelOf(of)));
      continue;
    }
    const [time, ...more] = times;
    for (const other of more) ask(reader, other.about, reader.texts.whoseTime(other.about));
    if (time !== undefined && of.time === undefined)
      ask(reader, time.about, reader.texts.noClock(time.about, labelOf(of)));
    const timed =
      time === undefined || of.time === undefined || isHole(time.time) ? undefined : time.time;
    if (time !== undefined && timed !== undefined)
      note(annotations, time.notes, at(pointer, 'time'));
    stages.push({
      name,
      from: quoteName(of.name),
      ...(timed !== undefined && { time: timed }),
      by,
    });
    match.push({
      to: name,
      on: by.map(({ as }) => ({ key: as, is: quoteName(as) })),
      only: 'unmatched',
    });
  }
  return { stages, match };
}
