import type { Entity } from '../../ontology/model.js';
import { isChinese } from '../lexing/fold.js';
import { placeOf } from '../place.js';
import { markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition, Hole, Mention, Note } from '../reading.js';
import { referentsOf } from '../lexing/word.js';

/** Which conditions hold for all numbers, and which for some of them only. */
export interface ScopedConditions {
  readonly shared: readonly Condition[];
  /** By the mention's word. */
  readonly own: ReadonlyMap<number, readonly Condition[]>;
  readonly notes: readonly Note[];
}

/**
 * Gives each condition its numbers. It holds for all of them, unless it stands directly at one (新客支付金额),
 * or between several (店播的支付金额、达人播的退款金额): then for those that follow, or in English, behind a
 * preposition, for those before.
 */
export function scopeConditions(
  reader: Reader,
  mentions: readonly Mention[],
  conditions: readonly Condition[],
): ScopedConditions {
  const own = new Map<number, Condition[]>();
  const shared: Condition[] = [];
  const notes: Note[] = [];
  const attached = new Map(conditions.map((c) => [c, attachedTo(reader, mentions, c)]));
  const several = new Set([...attached.values()].filter((m) => m !== undefined)).size > 1;
  for (const condition of conditions) {
    const targets = targetsOf(reader, mentions, conditions, condition, {
      attached: attached.get(condition),
      several,
    });
    if (targets.length === mentions.length) shared.push(condition);
    else {
      for (const { word } of targets) own.set(word, [...(own.get(word) ?? []), condition]);
      const about = targets.map((m) => m.about).join(', ');
      notes.push({ about: condition.about, taken: reader.texts.onlyFor(condition.about, about) });
    }
  }
  return { shared, own, notes };
}

function targetsOf(
  reader: Reader,
  mentions: readonly Mention[],
  conditions: readonly Condition[],
  condition: Condition,
  { attached, several }: { readonly attached: Mention | undefined; readonly several: boolean },
): readonly Mention[] {
  if (mentions.length <= 1) return mentions;
  const behind = mentions.filter((m) => m.first > condition.last);
  const before = mentions.filter((m) => m.last < condition.first);
  const rivals = conditions.filter((c) => c !== condition && isRival(c, condition));
  const isDirect = attached?.first === nextOf(reader, condition.last);
  if (attached !== undefined && (isDirect || before.length > 0 || rivals.length > 0 || several))
    return [attached];
  const isPostfix =
    before.length > 0 &&
    !isChinese(condition.about) &&
    markAt(reader, previousOf(reader, condition.first), 'preposition', 'of') !== undefined;
  const [side, between] = isPostfix
    ? [before, (m: Mention) => !rivals.some((r) => r.last < condition.first && r.first > m.last)]
    : [behind, (m: Mention) => !rivals.some((r) => r.first > condition.last && r.last < m.first)];
  const found = side.filter(between);
  return found.length === 0 ? mentions : found;
}

/** The number that a condition stands directly before, perhaps with its noun between: 女性客户支付金额. */
function attachedTo(
  reader: Reader,
  mentions: readonly Mention[],
  { last, meanings }: Condition,
): Mention | undefined {
  const next = nextOf(reader, last);
  const isNoun = referentsOf(reader.words[next], 'entity').some(({ entity }) =>
    meanings.some((m) => m.candidate.entity === entity),
  );
  const at = isNoun ? nextOf(reader, next) : next;
  return mentions.find((m) => m.first === at);
}

/** Conditions on one attribute cannot both hold: each has numbers of its own. */
function isRival(a: Condition, b: Condition): boolean {
  return a.meanings.some((m) =>
    b.meanings.some(
      (n) =>
        m.candidate.attribute.name === n.candidate.attribute.name &&
        m.candidate.owner.name === n.candidate.owner.name,
    ),
  );
}

/** A condition as an expression over some sources: its text, what is open about it, or nothing that reaches it. */
export function placedCondition(
  reader: Reader,
  condition: Condition,
  sources: readonly Entity[],
  root?: Entity,
): string | Hole | undefined {
  const placed = condition.meanings.flatMap((meaning) => {
    const place = placeOf(reader.ontology, [meaning.candidate], sources, root);
    if (place.kind === 'none') return [];
    const paths =
      place.kind === 'one'
        ? [{ label: meaning.candidate.attribute.label ?? place.path, value: place.path }]
        : place.options;
    return paths.map(({ label, value }) => ({ label, value: meaning.test(value) }));
  });
  const [only] = placed;
  if (only === undefined) return undefined;
  if (placed.length === 1) return only.value;
  const { about } = condition;
  return { about, question: reader.texts.whichAttribute(about), options: placed };
}
