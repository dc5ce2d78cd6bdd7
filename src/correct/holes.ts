import type { JsonPointer } from '../base/diagnostic.js';
import type { Option } from '../dsl/document.js';
import { hole } from '../dsl/holes.js';
import { visit } from '../dsl/grammar.js';
import { applyPatch } from '../fix/apply-patch.js';
import { valueAt } from './value-at.js';

/** A question about a place, as `unresolved` holds it. */
export interface Question {
  readonly about: string;
  readonly question: string;
  readonly options: readonly Option[];
}

/**
 * Puts a hole at a place that holds a text, with its question (S14); any other place, or '', gets a
 * question without a hole. A place that is asked about already keeps its first question.
 */
export function withHole(value: unknown, path: JsonPointer, question: Question): unknown {
  const isText = typeof valueAt(value, path) === 'string';
  const place = isText ? path : '';
  const made = isText ? applyPatch(value, [{ op: 'replace', path, value: hole }]) : value;
  const asked = questionsOf(made);
  const known = asked.some(
    (q) => q.at === place && (place !== '' || q.question === question.question),
  );
  if (known) return made;
  const options = place === '' ? [] : question.options;
  return { ...(made as object), unresolved: [...asked, { ...question, at: place, options }] };
}

/**
 * Makes holes and questions of a draft agree: a question about a place that is filled opens it again, one
 * about no place becomes a general question, and a hole without a question gets one in `words`. Not
 * knowing is always allowed, so its form is never a reason to refuse a draft.
 */
export function withAgreedHoles(value: unknown, words: (path: JsonPointer) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  let made: unknown = { ...value, unresolved: undefined };
  for (const { at, ...question } of questionsOf(value))
    made = withHole(made, isPointer(at) ? at : '', question);
  const holes: JsonPointer[] = [];
  visit(made, {
    text(text, type, place, path) {
      const prose = /^(?:Document\.title|(?:Unresolved|Option|Assumption)\..*|.*\.comment)$/;
      if (text === hole && !prose.test(place) && type !== 'Pointer') holes.push(path);
    },
  });
  for (const path of holes)
    made = withHole(made, path, { about: path, question: words(path), options: [] });
  const { unresolved, ...rest } = made as Readonly<Record<string, unknown>>;
  return unresolved === undefined ? rest : { ...rest, unresolved };
}

interface Asked extends Question {
  readonly at: string;
}

function questionsOf(value: unknown): readonly Asked[] {
  const list = valueAt(value, '/unresolved');
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown): readonly Asked[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { about, question, at, options } = entry as Readonly<Record<string, unknown>>;
    if (typeof question !== 'string' || question === '') return [];
    return [
      {
        about: typeof about === 'string' && about !== '' ? about : question,
        question,
        at: typeof at === 'string' ? at : '',
        options: Array.isArray(options) ? options.flatMap(optionOf) : [],
      },
    ];
  });
}

function optionOf(option: unknown): readonly Option[] {
  if (typeof option === 'string') return [{ label: option, value: option }];
  if (typeof option !== 'object' || option === null) return [];
  const { label, value, recommended } = option as Readonly<Record<string, unknown>>;
  if (typeof value !== 'string') return [];
  return [
    {
      label: typeof label === 'string' ? label : value,
      value,
      ...(recommended === true && { recommended: true }),
    },
  ];
}

function isPointer(text: string): text is JsonPointer {
  return /^(?:\/(?:[^~]|~[01])*)?$/.test(text);
}
