import type { Entity, Ontology } from '../../../ontology/model.js';
import { type Referent } from '../referents.js';
import { wordsIn } from '../name-words.js';
import { chineseFormsOf } from './glossary.js';
import { isHappening, isMeasured, isOfRows } from './reading.js';
import type { TokenZh } from './tokens.js';

/**
 * 数量 behind a thing counts it, where a column is called 数量 as well: 订单数量. Behind what has both in
 * its rows (产品 and how many of it) it may be either, so it is left unread.
 */
export function withCounts(tokens: readonly TokenZh[], ontology: Ontology): readonly TokenZh[] {
  return withoutRecords(tokens).map((written, at, all): TokenZh => {
    const token = asRows(written, ontology);
    if (countsPeople(token) && isDoneByPeople(thingBefore(all, at), ontology))
      return { start: token.start, end: token.end, text: token.text, kind: 'unknown' };
    if (token.kind !== 'refs' || !/^的?(?:总)?数量$/.test(token.text)) return token;
    const { start, end, text } = token;
    const thing = thingBefore(all, at);
    if (thing === undefined) return token;
    const count: TokenZh = { start, end, text, kind: 'role', role: { kind: 'count' } };
    if (thing.kind === 'role') return count;
    const fields = thing.refs.filter((r) => r.kind === 'attribute');
    if (fields.some((f) => isMeasured(f))) return token;
    if (thing.refs.some((r) => r.kind === 'entity')) return count;
    const entities = new Set(token.refs.map((r) => r.entity));
    // 客户数量: people are counted, nobody has so many pieces of them.
    if (isPeople(thing.text)) return count;
    const isEither = fields.some((f) => entities.has(f.entity) && !isOfRows(f) && !isHappening(f));
    return isEither ? { start, end, text, kind: 'unknown' } : count;
  });
}

/** 访问记录数: records of what has a table are its rows. */
function withoutRecords(tokens: readonly TokenZh[]): readonly TokenZh[] {
  return tokens.filter((token, at) => {
    const [before, behind] = [tokens[at - 1], tokens[at + 1]];
    const isRecords = token.kind === 'role' && token.role.kind === 'rows' && token.text === '记录';
    const isOfTable = before?.kind === 'refs' && before.refs.some((r) => r.kind === 'entity');
    const isCounted = behind?.kind === 'role' && behind.role.kind === 'count';
    return !(isRecords && isOfTable && isCounted);
  });
}

/** 挂牌 of a table of listings: its rows, where no key stands for them. */
function asRows(token: TokenZh, { entities }: Ontology): TokenZh {
  if (token.kind !== 'refs' || entities.size > 1) return token;
  const isTable = token.refs.every((r) => r.kind === 'entity' && r.entity.key.length === 0);
  const { start, end, text } = token;
  return isTable ? { start, end, text, kind: 'role', role: { kind: 'rows' } } : token;
}

function countsPeople(token: TokenZh): boolean {
  return token.kind === 'role' && token.role.kind === 'count' && token.text.includes('人数');
}

function isDoneByPeople(thing: ReturnType<typeof thingBefore>, ontology: Ontology): boolean {
  if (thing?.kind !== 'refs' || isPeople(thing.text)) return false;
  const counted = thing.refs.find((r) => r.kind === 'entity' || isKey(r));
  const entity = counted?.entity;
  return entity !== undefined && isOfPeople(entity, ontology);
}

function isKey(referent: Referent): boolean {
  return referent.kind === 'attribute' && isOfRows(referent);
}

/** 报名人数: of what people do it is either how often it was done or how many of them did it. */
export function isOfPeople(entity: Entity, ontology: Ontology): boolean {
  const isWho = (one: Entity): boolean =>
    [one.label ?? '', ...chineseFormsOf(wordsIn(one.name).slice(-1))].some(isPeople);
  if (isWho(entity)) return false;
  return [...entity.relationships.values()].some(({ to }) => {
    const who = ontology.entities.get(to);
    return who !== undefined && isWho(who);
  });
}

/** Whether a word is for who does things, not for what is bought or used. */
export function isPeople(word: string): boolean {
  return /(?:客户|顾客|用户|会员|学生|患者|乘客|司机|买家|卖家|商家|商户|医生|作者|[人者员])$/.test(
    word,
  );
}

function thingBefore(
  tokens: readonly TokenZh[],
  at: number,
): Extract<TokenZh, { kind: 'refs' | 'role' }> | undefined {
  const before = tokens[at - 1];
  const thing =
    before?.kind === 'role' && before.role.kind === 'stop' && before.text === '的'
      ? tokens[at - 2]
      : before;
  if (thing?.kind === 'role') return thing.role.kind === 'rows' ? thing : undefined;
  return thing?.kind === 'refs' && thing.refs.some((r) => r.kind !== 'value') ? thing : undefined;
}
