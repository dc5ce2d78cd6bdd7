import type { Stage, Target } from '../../dsl/document.js';
import { readAbsences } from '../words/absences.js';
import { attributiveKeys } from '../words/attributive-keys.js';
import { groupStages } from './groups.js';
import { listStages } from './list.js';
import { writeTarget } from './target.js';
import { readComparisons } from '../words/comparisons.js';
import { readConditions } from '../words/conditions.js';
import { readKeys } from '../words/keys.js';
import { readMentions } from '../words/measures.js';
import { readOwners } from '../words/owners.js';
import type { Annotations } from '../annotations.js';
import { readRankings } from '../words/rankings.js';
import type { Operand } from '../words/rankings.js';
import { isFree } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Parts } from '../reading.js';
import { claimHeads, readBareKeys, readSubjectKeys } from '../words/subjects.js';
import { readTarget } from '../words/target.js';
import { readTimes } from '../words/times.js';
import { referentsOf } from '../lexing/word.js';

/** The stages and the target that a requirement's words come to. */
export interface Assembled {
  readonly stages: readonly Stage[];
  readonly target?: Target;
  readonly annotations: Annotations;
}

/**
 * Reads the parts of a requirement in the order in which they settle each other's meaning, and writes
 * them down: numbers first, because what they are counted over decides what every other word can mean.
 */
export function assemble(reader: Reader, title: string): Assembled {
  const annotations: Annotations = { unresolved: [], assumptions: [], comments: [] };
  const said = readTarget(reader);
  const parts = readParts(reader);
  const stages =
    parts.mentions.length > 0
      ? groupStages(reader, annotations, parts)
      : listStages(reader, annotations, parts);
  const stage = stages.at(-1);
  if (!reader.scheduled || stage === undefined) return { stages, annotations };
  return {
    stages,
    target: writeTarget(reader, annotations, said, title, stage, parts),
    annotations,
  };
}

function readParts(reader: Reader): Parts {
  const absences = readAbsences(reader);
  const named = readOwners(reader, readMentions(reader));
  const { mentions, keeps, conditions: compared } = readComparisons(reader, named);
  const announced = readKeys(reader);
  const isList = mentions.length === 0;
  const rankings = readRankings(reader, isList ? attributeOperands(reader) : mentions);
  const asked = isList ? [] : readSubjectKeys(reader, announced, keeps, rankings);
  const conditions = [...compared, ...readConditions(reader)];
  claimHeads(reader, conditions);
  const times = readTimes(reader, mentions, keeps);
  const known = [...announced, ...asked];
  const bare = isList ? undefined : readBareKeys(reader, mentions, known, rankings, conditions);
  const all = [...known, ...(bare?.keys ?? [])].toSorted((a, b) => a.word - b.word);
  const notes = bare?.notes ?? [];
  const whole = isList ? { keys: all, rankings } : attributiveKeys(reader, all, rankings);
  return { mentions, ...whole, keeps, conditions, absences, times, notes };
}

/** Where rows are listed, an order can be by any of their values. */
function attributeOperands(reader: Reader): readonly Operand[] {
  return reader.words.flatMap((word, i) =>
    isFree(reader, i) &&
    referentsOf(word, 'attribute').some((r) => sortable.includes(r.attribute.type.kind))
      ? [{ word: i, first: i, last: i }]
      : [],
  );
}

/** What a list is ordered by: numbers and times, not names. */
const sortable: readonly string[] = ['bigint', 'decimal', 'double', 'date', 'timestamp'];
