import type { Day } from '../../base/calendar-days.js';
import type { Stage } from '../../dsl/document.js';
import type { Ontology } from '../../ontology/model.js';
import { isChinese } from '../lexing/fold.js';
import { readChinese } from './chinese/read.js';
import { readEnglish } from './english/read.js';
import { indexOf } from './referents.js';
import { tokensOf } from './english/tokens.js';
import { tokensZh } from './chinese/tokens.js';
import { writeFrame } from './write/frame.js';

/** Longer texts are requirements, not questions; in UTF-16 units. */
const longestQuestion = 600;

/** Stores, including those without orders: rows that the grammar of questions would take for a lack. */
const listsAll = /\b(?:including|even|also)\b.*\b(?:without|with no|with none|with zero)\b/iu;

/** The stages that answer a question, where every word of it is understood and its things join in one way only. */
export function draftQuestion(
  question: string,
  ontology: Ontology,
  { asOf, matching = 'exact' }: { readonly asOf: Day; readonly matching?: 'exact' | 'like' },
): readonly Stage[] | undefined {
  if (question.length > longestQuestion) return undefined;
  if (isChinese(question)) {
    const read = readChinese(tokensZh(question, indexOf(ontology), asOf), ontology);
    return 'frame' in read ? writeFrame(read.frame, ontology, asOf) : undefined;
  }
  if (listsAll.test(question)) return undefined;
  // The first and last name are two.
  const whole = question.replaceAll(/\bfirst and last (names?)\b/gi, 'first $1 and last $1');
  const read = readEnglish(tokensOf(whole, indexOf(ontology), asOf), ontology, matching);
  return 'frame' in read ? writeFrame(read.frame, ontology, asOf) : undefined;
}
