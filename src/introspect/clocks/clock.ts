import type { ColumnFacts, TableFacts } from '../facts.js';
import { abbreviates, singular } from '../words/words.js';

/** A day or moment that rows may be counted by. */
export interface ClockCandidate {
  readonly attribute: string;
  readonly column: ColumnFacts;
  /** How many rows have one. */
  readonly filled: number;
}

/**
 * The clock among days and moments of what happens, or of a list of things only one named after it: what says
 * when the thing itself happened. Never what a person was born or hired on, nor what is planned, changed or
 * ended; a column that a tenth of the rows lacks is none.
 */
export function clockOf(
  table: TableFacts,
  candidates: readonly ClockCandidate[],
  happens: boolean,
): { readonly clock: ClockCandidate; readonly text: string } | undefined {
  const ranked = candidates
    .filter((c) => c.filled >= 0.9 * table.rows && c.filled > 0)
    .map((candidate) => ({ candidate, score: scoreOf(candidate, table) }))
    .filter(({ score }) => score >= (happens ? 1 : ownClock))
    .toSorted((a, b) => b.score - a.score);
  const candidate = ranked[0]?.candidate ?? (happens ? onlyDay(table, candidates) : undefined);
  if (candidate === undefined) return undefined;
  const others = ranked.slice(1).map((r) => r.candidate.attribute);
  const more = others.length === 0 ? '' : `; others: ${others.join(', ')}`;
  return { clock: candidate, text: `filled in ${candidate.filled} of ${table.rows} rows${more}` };
}

/** The one day of what happens, whatever it is called: fl_date, 审批日期 of 领料单. None where its name says that it is another. */
function onlyDay(
  { rows }: TableFacts,
  candidates: readonly ClockCandidate[],
): ClockCandidate | undefined {
  const [only, ...more] = candidates.filter(({ column }) => !isOther(column));
  if (only === undefined || more.length > 0) return undefined;
  return only.filled > 0 && only.filled >= 0.9 * rows ? only : undefined;
}

/** Words without spaces between them say it in one run of characters. */
function isOther({ words }: ColumnFacts): boolean {
  return words.some(
    (word) =>
      never.has(word) || (/\p{sc=Han}/u.test(word) && [...never].some((no) => word.includes(no))),
  );
}

function scoreOf({ column }: ClockCandidate, table: TableFacts): number {
  const { words } = column;
  const stem = words.filter((word) => !timeWords.has(word));
  // returned_on of returns: what else is no clock is that of rows which are called so.
  if (stem.length > 0 && stem.every((word) => isOwn(word, table.words))) return ownClock;
  if (isOther(column)) return 0;
  if (stem.length === 0) return 80;
  if (stem.every((word) => isShort(word, table.words))) return ownClock;
  if (stem.some((word) => isDoing(word, table.words))) return ownClock;
  const points = words.map((word) => eventWords.get(word) ?? 0);
  return Math.max(0, ...points);
}

/** A word of the entity, or its verb. */
function isOwn(word: string, entity: readonly string[]): boolean {
  return entity.includes(singular(word)) || isDoing(word, entity);
}

/** A word of the entity, also shortened: `appt_date` of appointments. */
function isShort(word: string, entity: readonly string[]): boolean {
  return isOwn(word, entity) || entity.some((own) => abbreviates(word, own));
}

/** applied_at of applications, donated_on of donations: what is done, by the verb of what records it. */
function isDoing(word: string, entity: readonly string[]): boolean {
  const root = /^(\p{L}{4,})(?:ed|d)$/u.exec(word)?.[1];
  if (root === undefined) return false;
  return entity.some((w) => w === root || (w.length > 4 && w.startsWith(root.slice(0, 5))));
}

/** Named after the entity itself: `invoice_date` of invoices. */
const ownClock = 90;

const timeWords = new Set([
  'date',
  'day',
  'time',
  'datetime',
  'timestamp',
  'ts',
  'at',
  'on',
  'dt',
  'ds',
  'tm',
  'str',
  'the',
  'local',
  '日期',
  '时间',
  '日',
  '时刻',
]);

/** How much a word says that this is when it happened. */
const eventWords = new Map([
  ['event', 70],
  ['occurrence', 70],
  ['occurred', 70],
  ['transaction', 70],
  ['tx', 70],
  ['txn', 70],
  ['trade', 70],
  ['order', 70],
  ['ordered', 70],
  ['sale', 70],
  ['sold', 70],
  ['invoice', 70],
  ['issue', 66],
  ['issued', 66],
  ['billing', 60],
  ['billed', 60],
  ['booking', 66],
  ['booked', 66],
  ['accident', 70],
  ['incident', 70],
  ['crash', 70],
  ['observation', 65],
  ['observed', 65],
  ['measurement', 65],
  ['measured', 65],
  ['reading', 65],
  ['admission', 66],
  ['admitted', 66],
  ['rental', 66],
  ['match', 66],
  ['game', 66],
  ['session', 60],
  ['donation', 66],
  ['donated', 60],
  ['purchase', 70],
  ['visit', 70],
  ['snapshot', 70],
  ['report', 65],
  ['posted', 65],
  ['post', 65],
  ['log', 65],
  ['logged', 65],
  ['stat', 65],
  ['payment', 65],
  ['pay', 65],
  ['paid', 40],
  ['start', 60],
  ['started', 60],
  ['begin', 60],
  ['enter', 60],
  ['open', 55],
  ['opened', 55],
  ['created', 60],
  ['create', 60],
  ['creation', 60],
  ['crtd', 55],
  ['inserted', 50],
  ['submitted', 55],
  ['submit', 55],
  ['placed', 60],
  ['made', 50],
  ['reported', 45],
  ['recorded', 55],
  ['registered', 50],
  ['joined', 50],
  ['effective', 40],
  ['ship', 35],
  ['shipped', 35],
  ['received', 30],
  ['receipt', 25],
  ['receive', 30],
  ['checkin', 60],
  ['下单', 70],
  ['销售', 70],
  ['交易', 70],
  ['订购', 70],
  ['购买', 70],
  ['消费', 70],
  ['退货', 70],
  ['退款', 65],
  ['入库', 70],
  ['出库', 70],
  ['采购', 70],
  ['就诊', 70],
  ['预约', 65],
  ['登记', 60],
  ['发货', 35],
  ['支付', 65],
  ['创建', 60],
  ['开始', 60],
  ['发生', 70],
  ['成交', 70],
  ['统计', 65],
  ['业务', 65],
]);

const never = new Set([
  'birth',
  'birthday',
  'dob',
  'born',
  'birthdate',
  'hire',
  'hired',
  'death',
  'expire',
  'expires',
  'expired',
  'expiry',
  'expiration',
  'expected',
  'due',
  'planned',
  'commit',
  'required',
  'estimated',
  'end',
  'ended',
  'close',
  'closed',
  'until',
  'to',
  'update',
  'updated',
  'modified',
  'changed',
  'deleted',
  'last',
  'termination',
  'terminated',
  'cancel',
  'cancelled',
  'canceled',
  'valid',
  'next',
  'reopen',
  'allocated',
  'settlement',
  'settled',
  'join',
  'joined',
  'exit',
  'exited',
  'checkout',
  'return',
  'returned',
  'discharge',
  'discharged',
  'hearing',
  'deadline',
  '生日',
  '出生',
  '出生日期',
  '入职',
  '更新',
  '修改',
  '结束',
  '到期',
  '截止',
  '预计',
  '离开',
  '出院',
  '归还',
]);
