import type { Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { hasErrors } from '../../base/diagnostic.js';
import { readJson } from '../../base/json/json-text.js';
import { readAnswers, replacements, type Answers } from '../../correct/answers.js';
import { fingerprintOf } from '../../correct/fingerprint.js';
import { judge, type Verdict } from '../../correct/judge.js';
import { placesOf, type Place, type Width } from '../../correct/places.js';
import { layout } from '../../dsl/layout.js';
import { applyPatch } from '../../fix/apply-patch.js';
import type { JournalEvent } from '../../workspace/journal.js';
import { newCounts, type CodeCount, type CodeCounts } from './code-counts.js';

/** A text with what is found in it. */
export interface CheckedText {
  readonly text: string;
  readonly found: readonly Diagnostic[];
}

/** What correction takes besides the text. */
export interface CorrectTools {
  /** Takes the fixes that need nobody's judgement. */
  readonly fix: (text: string) => CheckedText & { readonly applied: readonly Diagnostic[] };
  /** What only an engine can find in a text without other findings. */
  readonly prove: (text: string) => Promise<readonly Diagnostic[]>;
  /** Asks a model for the places; `refused` is what was wrong with its last answer. */
  readonly ask: (places: readonly Place[], refused: readonly Diagnostic[]) => Promise<string>;
  /** Opens a place that stays unknown: the text with a hole and its question. */
  readonly open: (text: string, place: Place) => string;
  readonly write: (event: JournalEvent) => void;
}

/** How correction ended: clean, or with findings that only a person can settle. */
export interface Corrected extends CheckedText {
  readonly why: 'clean' | 'loop' | 'rounds' | 'no-place';
  readonly counts: Readonly<Record<string, CodeCount>>;
  /** Repairs that were refused because they lose something. */
  readonly lost: readonly Diagnostic[];
}

/** At most so many times a model is asked for repairs. */
const mostRounds = 3;

/** What is asked for: first the value; after a round that helped nothing, more around it. */
const widths: readonly Width[] = ['value', 'item', 'stage'];

/**
 * Error, locate, correct (design section 6): fixes first; then numbered places go to a model, its answers
 * become replacements, and what they make is taken only if it is better with nothing lost. Three rounds
 * at most, and none after the same findings have come back twice. The text never gets worse.
 */
export async function correct(start: string, tools: CorrectTools): Promise<Corrected> {
  const counts = newCounts();
  const lost: Diagnostic[] = [];
  let state = await settled(start, tools, counts);
  const seen = new Set<string>();
  let refused: readonly Diagnostic[] = [];
  let helpless = 0;
  for (let round = 1; round <= mostRounds; round++) {
    if (!hasErrors(state.found)) return ended('clean');
    const { places } = placesOf(valueOf(state.text), state.found, widths[helpless]);
    if (places.length === 0) return ended('no-place');
    const answers = readAnswers(await tools.ask(places, refused), places);
    tools.write({
      type: 'answers',
      round,
      places: places.map(told),
      findings: codes(answers.found),
    });
    const tried = await trial(state, places, answers, tools, counts);
    tools.write({ type: 'verdict', round, ...tried.told });
    lost.push(...tried.lost);
    refused = [...answers.found, ...tried.because];
    if (tried.state === state) helpless += 1;
    state = tried.state;
    const print = fingerprintOf(tried.candidate);
    if (hasErrors(state.found) && seen.has(print)) return ended('loop');
    seen.add(print);
  }
  return ended(hasErrors(state.found) ? 'rounds' : 'clean');

  function ended(why: Corrected['why']): Corrected {
    counts.add('escalated', state.found);
    return { ...state, why, counts: counts.read(), lost };
  }
}

/** After the fixes, and an engine's word where nothing else is found. */
async function settled(
  text: string,
  tools: CorrectTools,
  counts: CodeCounts,
): Promise<CheckedText> {
  const fixed = tools.fix(text);
  counts.add('seen', [...fixed.applied, ...fixed.found]);
  counts.add('autoFixed', fixed.applied);
  const proven = hasErrors(fixed.found) ? [] : await tools.prove(fixed.text);
  counts.add('seen', proven);
  const state = { text: fixed.text, found: [...fixed.found, ...proven] };
  tools.write({
    type: 'candidate',
    text: state.text,
    fixed: codes(fixed.applied),
    findings: codes(state.found),
  });
  return state;
}

interface Tried {
  readonly state: CheckedText;
  /** What was found in what the answers made, taken or not. */
  readonly candidate: readonly Diagnostic[];
  readonly because: readonly Diagnostic[];
  readonly lost: readonly Diagnostic[];
  readonly told: Readonly<Record<string, unknown>>;
}

/** Tries all answers at once; where that is refused, one after another, so that a bad one spoils no good one. */
async function trial(
  state: CheckedText,
  places: readonly Place[],
  answers: Answers,
  tools: CorrectTools,
  counts: CodeCounts,
): Promise<Tried> {
  const answered = places.filter((p) => answers.values.has(p.number));
  if (answered.length === 0)
    return {
      state,
      candidate: state.found,
      because: [],
      lost: [],
      told: { accepted: false, reason: 'no-answers' },
    };
  const all = await attempt(state, answered, answers, tools, counts);
  if (all.verdict.accepted || answered.length === 1) return outcome(all, answered);
  let [now, took] = [state, 0];
  const because: Diagnostic[] = [];
  for (const place of answered) {
    const one = await attempt(now, [place], answers, tools, counts);
    because.push(...one.verdict.because);
    if (!one.verdict.accepted) continue;
    now = one.after;
    took += 1;
  }
  if (took === 0) return outcome(all, answered);
  const lost = because.filter((d) => d.code === 'correct/loses-meaning');
  return {
    state: now,
    candidate: now.found,
    because,
    lost,
    told: { accepted: true, reason: 'one-by-one', taken: took, findings: codes(now.found) },
  };

  function outcome(one: Attempt, asked: readonly Place[]): Tried {
    const { accepted, reason, because: why } = one.verdict;
    if (!accepted && reason !== 'no-progress')
      counts.add(
        'misrepaired',
        asked.flatMap((p) => p.findings),
      );
    return {
      state: accepted ? one.after : state,
      candidate: one.after.found,
      because: why,
      lost: why.filter((d) => d.code === 'correct/loses-meaning'),
      told: { accepted, reason, because: codes(why), findings: codes(one.after.found) },
    };
  }
}

interface Attempt {
  readonly after: CheckedText;
  readonly verdict: Verdict;
}

async function attempt(
  state: CheckedText,
  places: readonly Place[],
  answers: Answers,
  tools: CorrectTools,
  counts: CodeCounts,
): Promise<Attempt> {
  const before = valueOf(state.text);
  const value = applyPatch(before, replacements(places, answers));
  const opened = places
    .filter((p) => answers.values.get(p.number) === '?')
    .reduce((text, place) => tools.open(text, place), `${layout(value)}\n`);
  const after = await settled(opened, tools, counts);
  const asked: readonly JsonPointer[] = places.map((p) => p.path);
  const verdict = judge(
    { value: before, found: state.found },
    { value: valueOf(after.text), found: after.found },
    asked,
  );
  if (verdict.accepted) {
    const left = new Set(after.found.map((d) => `${d.code} ${d.path}`));
    const gone = places.flatMap((p) => p.findings).filter((d) => !left.has(`${d.code} ${d.path}`));
    counts.add('modelFixed', gone);
  }
  return { after, verdict };
}

function valueOf(text: string): unknown {
  return readJson(text).root?.value;
}

function told({ number, path, type, findings }: Place) {
  return { number, path, type, codes: findings.map((d) => d.code) };
}

/** Findings as the journal keeps them: enough to tell the story and to count. */
function codes(found: readonly Diagnostic[]) {
  return found.map(({ code, severity, level, path, params }) => ({
    code,
    severity,
    level,
    path,
    params,
  }));
}
