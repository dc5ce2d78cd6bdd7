import { kindWords, personWords } from './people-words.js';
import { codeWords } from './code-words.js';
import { dayTails, dayWords } from './day-words.js';
import { endsWith, hasWord } from './words.js';

/** Whether words end like the name of a key: id, key, code, number … 编号. */
export function hasKeyTail(words: readonly string[]): boolean {
  const isPlace = words.some((word) => numberedPlaces.has(word));
  return keyTails.has(words.at(-1) ?? '') && !(isPlace && !/id|key/.test(words.at(-1)!));
}

/** The words before the tail of a key; all of them where there is none. */
export function stemOf(words: readonly string[]): readonly string[] {
  return keyTails.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
}

/** Whether a column numbers the rows within something: line, sequence, position … */
export function numbersLines(words: readonly string[]): boolean {
  return words.some((word) => lineWords.has(word)) && !looksPrivate(words);
}

/** Whether a column is about who or where somebody is: a name of a person, phone, mail, address, document. */
export function looksPrivate(words: readonly string[], entity: readonly string[] = []): boolean {
  if (hasWord(words, privateWords)) return true;
  if (endsWith(words, ['ip']) || endsWith(words, ['web', 'page'])) return true;
  const last = words.at(-1) ?? '';
  const named = last === 'name' || last === '名称' || last === 'names';
  if (!named) return personWords.has(last) && words.length === 1;
  const of = words.length > 1 ? words.slice(0, -1) : entity;
  return isPeople(of) || nameParts.has(words.at(-2) ?? '');
}

/** Whether a column is for free text: remarks, descriptions. */
export function isFreeText(words: readonly string[]): boolean {
  return hasWord(words, textWords);
}

/** Whether a column is called like a code: status, type, flag, payment_method. */
export function looksCoded(words: readonly string[]): boolean {
  return hasWord(words, codeWords);
}

/** Whether a column says that it holds days: order_date, opened_on, valid_from, 签约日期. */
export function saysDay(words: readonly string[]): boolean {
  return hasWord(words, dayWords) || dayTails.has(words.at(-1) ?? '');
}

/** Whether an entity is people; the kinds of people that there are (`party_role`) are not. */
export function isPeople(entity: readonly string[]): boolean {
  return entity.some((word) => personWords.has(word)) && !isKinds(entity);
}

/** Whether an entity is a list of kinds: types, roles, states. */
export function isKinds(entity: readonly string[]): boolean {
  return kindWords.has(entity.at(-1) ?? '');
}

const keyTails = new Set([
  'id',
  'key',
  'code',
  'no',
  'nr',
  'number',
  'identifier',
  'uid',
  'uuid',
  'guid',
  'sk',
  'pk',
  'fk',
  '编号',
  '编码',
  '代码',
  '号',
  '主键',
]);

/** What has numbers and codes that identify no row: telephones, post codes, houses. */
const numberedPlaces = new Set([
  'phone',
  'telephone',
  'tel',
  'mobile',
  'cell',
  'fax',
  'zip',
  'postal',
  'post',
  'house',
  'street',
  'room',
  'suite',
  'ssn',
  'passport',
  'state',
  'country',
  'area',
  '电话',
  '手机',
  '身份证',
  '邮政',
  '门牌',
]);

const lineWords = new Set([
  'line',
  'seq',
  'sequence',
  'lineno',
  'linenumber',
  'position',
  'item',
  '行号',
  '序号',
]);

const privateWords = new Set([
  'phone',
  'telephone',
  'tel',
  'mobile',
  'cell',
  'cellphone',
  'fax',
  'email',
  'mail',
  'address',
  'street',
  'zip',
  'zipcode',
  'postal',
  'postcode',
  'ssn',
  'passport',
  'password',
  'birth',
  'birthday',
  'dob',
  'birthdate',
  'firstname',
  'lastname',
  'surname',
  'fullname',
  'username',
  'nickname',
  'latitude',
  'longitude',
  'homepage',
  'url',
  'wechat',
  'whatsapp',
  '电话',
  '手机',
  '手机号',
  '邮箱',
  '地址',
  '住址',
  '邮编',
  '邮政编码',
  '身份证',
  '身份证号',
  '姓名',
  '生日',
  '昵称',
]);

const nameParts = new Set([
  'first',
  'last',
  'middle',
  'full',
  'legal',
  'nick',
  'given',
  'family',
  'suffix',
  'prefix',
  'contact',
]);

const textWords = new Set([
  'comment',
  'comments',
  'note',
  'notes',
  'description',
  'desc',
  'text',
  'remark',
  'remarks',
  'message',
  'content',
  'body',
  'summary',
  'abstract',
  'feedback',
  'memo',
  '备注',
  '描述',
  '说明',
  '评论',
  '内容',
]);
