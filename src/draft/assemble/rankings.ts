import { isChinese } from '../lexing/fold.js';
import type { JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import type { Limit, Order, Window } from '../../dsl/document.js';
import type { GroupedPlan } from './grouped-plan.js';
import type { WrittenKeys } from './keys.js';
import type { WrittenMeasures } from './measures.js';
import { freeName } from '../names.js';
import { measureLabel } from '../dates/period-label.js';
import { fill, note } from '../annotations.js';
import type { Annotations } from '../annotations.js';
import { ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, Ranking } from '../reading.js';

/** Order, limit and place. Without any the rows stand in the order of their keys, so that they are the same every time. */
export function writeRankings(
  reader: Reader,
  annotations: Annotations,
  plan: GroupedPlan,
  keys: WrittenKeys,
  written: WrittenMeasures,
  pointer: JsonPointer,
): {
  readonly order: readonly Order[];
  readonly limit?: Limit;
  readonly windows: readonly Window[];
} {
  const all = keys.by.map((k) => k.as);
  if (plan.rankings.length === 0)
    return { order: reader.scheduled ? [] : keys.identity.map((by) => ({ by })), windows: [] };
  const limited = plan.rankings.find((r) => r.rows !== undefined);
  const per = limited === undefined ? [] : perOf(reader, plan, limited, keys);
  const order: Order[] = per.map((by) => ({ by }));
  const windows: Window[] = [];
  for (const ranking of plan.rankings) {
    const columns = ranking.word === undefined ? [] : (written.columns.get(ranking.word) ?? []);
    const options = (columns.length > 0 ? columns : written.measures.map((m) => m.as)).map(
      (as) => ({ label: as, value: as }),
    );
    const { about } = ranking;
    const slot =
      columns.length === 1
        ? columns[0]!
        : { about, question: reader.texts.whichOrder(about), options };
    const by = fill(annotations, slot, at(pointer, 'order', order.length, 'by'));
    const sorted: Order = { by, ...(!ranking.ascending && { dir: 'desc' as const }) };
    // 客单价排名，按客单价排名: said twice it is one order.
    if (by !== '?' && order.some((o) => o.by === by && o.dir === sorted.dir)) continue;
    order.push(sorted);
    if (ranking.column && by !== '?') {
      const as = freeName(
        `${by}_rank`,
        new Set([...all, ...[...written.measures, ...windows].map((m) => m.as)]),
      );
      const mention = plan.measures.find((m) => m.mention.word === ranking.word)?.mention;
      const time = written.measures.find((m) => m.as === by)?.time;
      if (mention !== undefined)
        annotations.comments.push({
          name: as,
          comment: reader.texts.rankOf(measureLabel(reader, mention, time)),
        });
      windows.push({
        as,
        fn: 'rank',
        ...(per.length > 0 && { per }),
        order: [sorted],
      });
    }
  }
  // One row has no order: groups were meant, or the rows that the number is of.
  const first = limited ?? plan.rankings[0];
  if (first !== undefined && all.length === 0)
    ask(reader, first.about, reader.texts.noGroup(first.about));
  if (limited?.rows === undefined) return { order, windows };
  const here = at(pointer, 'limit');
  const tied = limited.ties ? reader.texts.ties() : reader.texts.cut();
  note(annotations, [{ about: limited.about, taken: tied }], here);
  if (per.length > 0)
    note(
      annotations,
      [{ about: limited.about, taken: reader.texts.topPer(per.join(', ')) }],
      at(here, 'per'),
    );
  const limit: Limit = {
    rows: limited.rows,
    ...(per.length > 0 && { per }),
    ...(limited.ties && { ties: 'include' as const }),
  };
  return { order, limit, windows };
}

/** 每个类目支付金额前3的商品: what is ranked was said, so the other keys are what it is ranked within. */
function perOf(
  reader: Reader,
  plan: GroupedPlan,
  ranking: Ranking,
  keys: WrittenKeys,
): readonly string[] {
  const columnsOf = (key: KeyMention): readonly string[] =>
    (keys.columns.get(key.word) ?? []).filter((column) => keys.identity.includes(column));
  const values = plan.keys.filter((k) => k.kind === 'value' && k.parts.some((p) => !p.naming));
  const ranked =
    values.find((k) => k.word === ranking.ranked) ??
    (values.length > 1 ? values.at(-1) : undefined);
  const others =
    ranked === undefined
      ? plan.keys.filter((k) => k.kind === 'grain')
      : plan.keys.filter((k) => k !== ranked && (k.kind === 'grain' || values.includes(k)));
  if (ranking.ranked !== undefined)
    for (const key of others)
      if (key.kind === 'value' && key.bare === true)
        ask(reader, key.about, reader.texts.knownWords(key.about));
  // 2026年金额最高的2个门店每月的金额: first chosen, then shown by month, or chosen in each month.
  const { ranked: word } = ranking;
  for (const key of values.length === 0 ? [] : others)
    if (key.kind === 'grain' && word !== undefined && word < key.word && isChinese(key.about))
      ask(reader, ranking.about, reader.texts.topOfWhich(ranking.about, key.about));
  if (values.length === 0) return [];
  // By store and status, top 2 per store: what is said once more is what they are the first within.
  const again = keys.identity.filter(
    (c) => values.filter((k) => columnsOf(k).includes(c)).length > 1,
  );
  const isWithin = ranking.ranked === undefined && again.length > 0;
  const own = ranked === undefined || isWithin ? [] : columnsOf(ranked);
  const within = isWithin ? again : others.flatMap(columnsOf).filter((c) => !own.includes(c));
  const per = [...new Set(within)];
  // Of groups that are told by all their keys each is the first; 各门店各状态的订单数，每个门店前2的状态: either may be ranked.
  const isOpen = isChinese(ranking.about) && (isWithin || own.some((c) => again.includes(c)));
  if (per.length > 0 && (isOpen || per.length === keys.identity.length))
    ask(reader, ranking.about, reader.texts.noGroup(ranking.about));
  return per;
}
