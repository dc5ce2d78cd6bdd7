import type { Day } from '../base/time/calendar-days.js';
import { at } from '../base/diagnostic.js';
import type { Diagnostic } from '../base/diagnostic.js';
import type { Assumption, Document, Stage } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import { assemble } from './assemble/assemble.js';
import { countsItself } from './counts-itself.js';
import { cutsToExtreme } from './cuts-to-extreme.js';
import { countsTwice } from './counts-twice.js';
import { draftDiagnostic } from './diagnostics.js';
import { losesOwners } from './loses-owners.js';
import { runsOn } from './runs-on.js';
import { reportLeftovers } from './words/leftovers.js';
import { lex } from './lexing/lex.js';
import { draftQuestion } from './question/draft-question.js';
import { ask } from './reader.js';
import type { Reader } from './reader.js';
import { asksForTable } from './words/target.js';
import { languageOf, textsOf } from './texts.js';
import type { Tokenize } from './lexing/tokenize.js';
import { vocabularyOf } from './vocabulary.js';
import type { TextSpan } from './lexing/word.js';

/** What drafting takes besides the requirement. */
export interface DraftOptions {
  /** The day that relative time of a question counts from; of a table it only dates what was said in passing. */
  readonly asOf: Day;
  readonly tokenize: Tokenize;
  /** A table that is written again and again, or an answer; without it the words decide. */
  readonly kind?: 'question' | 'table';
  /** REQ ids of the spec. */
  readonly satisfies?: readonly string[];
  readonly timezone?: string;
  /** How texts are compared that a question writes out: letter by letter (default), or anywhere in the text. */
  readonly matching?: 'exact' | 'like';
}

/** A document drafted from words, and what became of the words. */
export interface Draft {
  /** Absent only where the requirement cannot be read at all. */
  readonly document?: Document;
  /** Characters of the requirement that have a meaning in the document. */
  readonly used: readonly TextSpan[];
  /** Characters that bear content and have none; each is also asked about in `unresolved`. */
  readonly unused: readonly TextSpan[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The longest requirement that is read, in UTF-16 units. */
export const longestRequirement = 20_000;

/**
 * Drafts a document from a requirement by the words of the ontology (design section 8), without any
 * model: the same words always give the same document. What it cannot place becomes a hole with a
 * question; readings it took stand in `assumptions`; the language is the requirement's.
 */
export function draft(requirement: string, ontology: Ontology, options: DraftOptions): Draft {
  const diagnostics = readable(requirement);
  if (diagnostics.length > 0) return { used: [], unused: [], diagnostics };
  const words = lex(requirement, vocabularyOf(ontology), options.tokenize, options.asOf);
  const language = languageOf(requirement);
  const reader: Reader = {
    ontology,
    requirement,
    words,
    asOf: options.asOf,
    language,
    texts: textsOf(language),
    scheduled: options.kind === undefined ? asksForTable(words) : options.kind === 'table',
    claimed: new Set(),
    asked: [],
  };
  const { stages, target, annotations } = assemble(reader, titleOf(requirement));
  const { used, unused } = reportLeftovers(reader);
  const isOther = (stage: Stage): boolean =>
    countsItself(stage, ontology) || cutsToExtreme(requirement, stage);
  const isOtherwise =
    losesOwners(requirement, stages) || (!reader.scheduled && runsOn(requirement, stages));
  if (stages.some(isOther) || countsTwice(requirement, words) || isOtherwise)
    ask(reader, titleOf(requirement), reader.texts.noGroup(titleOf(requirement)));
  if (stages.length === 0 && reader.asked.length === 0)
    ask(reader, titleOf(requirement), reader.texts.noMeasure());
  const unresolved = [...annotations.unresolved, ...reader.asked];
  // Where all that is open is which of several roles is meant, only a person can tell.
  const isRole = unresolved.every((hole) => hole.options.some((o) => o.recommended === true));
  const answer =
    unresolved.length > 0 && !isRole && !reader.scheduled
      ? draftQuestion(requirement, ontology, options)
      : undefined;
  if (answer !== undefined) return answered(requirement, answer, options);
  const document: Document = {
    dsl: '1',
    title: titleOf(requirement),
    ...(options.satisfies !== undefined && { satisfies: options.satisfies }),
    ...(!reader.scheduled && { as_of: options.asOf }),
    ...(options.timezone !== undefined && { timezone: options.timezone }),
    stages: stages.length > 0 ? stages : [nothing],
    ...(target !== undefined && { target }),
    ...(unresolved.length > 0 && { unresolved }),
    ...(annotations.assumptions.length > 0 && { assumptions: annotations.assumptions }),
  };
  return { document, used, unused, diagnostics: [] };
}

/** A question every word of which is understood. */
function answered(requirement: string, stages: readonly Stage[], options: DraftOptions): Draft {
  const assumptions = readingsOf(requirement, stages);
  const document: Document = {
    dsl: '1',
    title: titleOf(requirement),
    ...(options.satisfies !== undefined && { satisfies: options.satisfies }),
    as_of: options.asOf,
    ...(options.timezone !== undefined && { timezone: options.timezone }),
    stages,
    ...(assumptions.length > 0 && { assumptions }),
  };
  return { document, used: [{ start: 0, end: requirement.length }], unused: [], diagnostics: [] };
}

/** The conditions that were taken and how places are cut, each at its place; about the question as a whole. */
function readingsOf(requirement: string, stages: readonly Stage[]): readonly Assumption[] {
  const texts = textsOf(languageOf(requirement));
  const about = titleOf(requirement);
  return stages.flatMap(({ where = [], keep = [], measures = [], limit }, stage) => {
    const here = at('/stages', stage);
    return [
      ...where.map((w, i) => ({ about, taken: texts.tested(w), at: at(here, 'where', i) })),
      ...measures.flatMap((m, k) =>
        (m.where ?? []).map((w, i) => ({
          about,
          taken: texts.tested(w),
          at: at(here, 'measures', k, 'where', i),
        })),
      ),
      ...keep.map((k, i) => ({ about, taken: texts.kept(k), at: at(here, 'keep', i) })),
      ...(limit === undefined
        ? []
        : [
            {
              about,
              taken: limit.ties === 'include' ? texts.ties() : texts.cut(),
              at: at(here, 'limit'),
            },
          ]),
    ];
  });
}

/** A document needs a stage; that it says nothing stands in `unresolved`. */
const nothing: Stage = { name: 'result', by: [] };

function readable(requirement: string): readonly Diagnostic[] {
  if (requirement.trim() === '') return [draftDiagnostic('empty', '', {})];
  if (requirement.length > longestRequirement)
    return [
      draftDiagnostic('too-long', '', { length: requirement.length, limit: longestRequirement }),
    ];
  const controls = [
    ...new Set(requirement.match(/(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu) ?? []),
  ];
  const characters = controls.map(
    (c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return characters.length > 0 ? [draftDiagnostic('control-characters', '', { characters })] : [];
}

/** The first line, without the full stop, at most 100 characters. */
function titleOf(requirement: string): string {
  const line = requirement
    .trim()
    .split(/[\n\r]/)[0]!
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = line.replace(/[。.!！?？;；,，、:：]+$/u, '');
  const characters = Array.from(bare === '' ? line : bare);
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : characters.join('');
}
