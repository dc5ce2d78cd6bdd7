import { entryIn } from '../../entry-in.js';
import { singularOf, spelled, writtenOutZh } from './spelling.js';
import { chineseValues } from './values.js';
import { chineseWords } from './words.js';

/** How many forms one name gets at most. */
const most = 40;

/**
 * What a name of several words may be called in Chinese: as a whole where the dictionary has it, else
 * part by part in their order. None where a part is unknown.
 */
export function chineseFormsOf(words: readonly string[]): readonly string[] {
  const known = cached.get(words.join(' ')) ?? namesFor(words);
  cached.set(words.join(' '), known);
  return known;
}

const cached = new Map<string, readonly string[]>();

function namesFor(words: readonly string[]): readonly string[] {
  const plain = measuredIn(words);
  const all = [words, plain, spelled(words), spelled(plain), singly(words)].flatMap((name) => [
    ...formsOf(name, chineseWords),
    ...turnedForms(name),
    ...formsOfWhose(name),
  ]);
  // delay_minutes are counted in minutes.
  const counted = entryIn(unitNouns, words.at(-1) ?? '');
  const inUnits = counted === undefined ? [] : formsOf(spelled(plain), chineseWords);
  return [...new Set([...all, ...inUnits.map((form) => form + (counted ?? ''))])].slice(0, most);
}

/** What how much of a unit there is is called. */
const unitNouns: Readonly<Record<string, string>> = {
  minutes: '分钟数',
  mins: '分钟数',
  min: '分钟数',
  hours: '小时数',
  hrs: '小时数',
  days: '天数',
  km: '公里数',
  years: '年数',
  yrs: '年数',
};

/** test_results are of one test result each. */
function singly(words: readonly string[]): readonly string[] {
  const [last = ''] = words.slice(-1);
  return [...words.slice(0, -1), singularOf(last) ?? last];
}

/** type_of_order is the type of an order: in Chinese whose it is stands first. */
function formsOfWhose(words: readonly string[]): readonly string[] {
  const of = words.indexOf('of');
  if (of < 1 || of === words.length - 1 || chineseWords[words.join(' ')] !== undefined) return [];
  return formsOf([...words.slice(of + 1), ...words.slice(0, of)], chineseWords);
}

/** amount_paid is a paid amount. */
function turnedForms(words: readonly string[]): readonly string[] {
  const [last = ''] = words.slice(-1);
  if (words.length < 2 || !isParticiple(last)) return [];
  const turned = formsOf([last, ...words.slice(0, -1)], chineseWords);
  return turned.filter((form) => !/[了的]/.test(form));
}

/** duration_hours is a duration, overtime_flg whether there was overtime: a name without what it is counted in. */
function measuredIn(words: readonly string[]): readonly string[] {
  const [last = ''] = words.slice(-1);
  const isMoney = /^am(?:oun)?t$/.test(last) && payments.has(words.at(-2) ?? '');
  const isUnit = units.has(last) || flags.has(last) || isMoney;
  return words.length > 1 && isUnit ? measuredIn(words.slice(0, -1)) : words;
}

/** What is an amount of money already. */
const payments: ReadonlySet<string> = new Set(
  'fee fees tax cost price tip fare premium bonus penalty refund fine toll rent salary'.split(' '),
);

/** Ends of names of columns that say yes or no. */
const flags: ReadonlySet<string> = new Set('flg flag ind yn indicator'.split(' '));

/** Units that columns are named with; what is measured is said without them. */
const units: ReadonlySet<string> = new Set(
  (
    'hours hour hrs minutes mins min seconds secs sec ms days years yrs months km kms mi miles meters metres m cm mm ft feet inch inches ' +
    'kg kgs kilograms lb lbs g gm gms grams mg mcg ug ugm3 tonnes tons ton ha hectare hectares acres km2 sqkm sqft sqm m2 m3 l ml liters litres gallons ' +
    'usd eur gbp cny rmb inr jpy brl aud cad dollars euros yuan lakh lakhs crore crores mil mn million millions bn billion billions k ' +
    'c f celsius fahrenheit deg degrees kwh mwh gwh twh kw mw gw w watts v volts mah gb mb tb ghz mhz hz dpi mp ppb ppm db bpm rpm kmh kph mph kmpl mpg cc hp bhp nm psi hpa mb pct percent'
  ).split(' '),
);

function isParticiple(word: string): boolean {
  return (
    /[a-z]{3}ed$/.test(word) || ['paid', 'sold', 'spent', 'won', 'lost', 'made'].includes(word)
  );
}

/** What a value of a column may be called in Chinese, as a whole. */
export function chineseValuesOf(words: readonly string[]): readonly string[] {
  const own = said(entryIn(chineseValues, words.join(' ')));
  return own.length > 0 ? own : said(entryIn(chineseValues, writtenOutZh(words).join(' ')));
}

function formsOf(
  words: readonly string[],
  dictionary: Readonly<Record<string, string>>,
): readonly string[] {
  // OverTime is overtime.
  const whole = said(entryIn(dictionary, words.join(' ')) ?? entryIn(dictionary, words.join('')));
  if (whole.length > 0 || words.length < 2) return whole;
  const forms: string[] = [];
  for (let cut = words.length - 1; cut > 0; cut--) {
    const heads = said(entryIn(dictionary, words.slice(0, cut).join(' ')));
    if (heads.length === 0) continue;
    const tails = formsOf(words.slice(cut), dictionary);
    for (const head of heads) for (const tail of tails) forms.push(head + tail);
    if (forms.length > 0) break;
  }
  return forms.slice(0, most);
}

function said(entry: string | undefined): readonly string[] {
  return entry === undefined ? [] : entry.split('|');
}

const known: ReadonlySet<string> = new Set(
  [
    ...Object.keys(chineseWords),
    'to of is late days day settle settled paperless first last num start end',
  ]
    .flatMap((key) => key.split(' '))
    .filter((word) => word.length > 1),
);

/** Words that stand unparted in a name: `invoiceamount` is invoice, amount. A word that no split explains stays whole. */
export function partedWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) =>
    word.length < 6 || known.has(word) || !/^[a-z]+$/.test(word) ? [word] : (split(word) ?? [word]),
  );
}

/** The fewest known words that make up a word, each of three letters or more but the last. */
function split(word: string): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  // isholiday, hascar: a question that is answered yes or no.
  const flag = /^(is|has)([a-z]{4,})$/.exec(word);
  if (flag !== null && known.has(flag[2]!)) return [flag[1]!, flag[2]!];
  for (let cut = 2; cut < word.length; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    if (!isPart(head)) continue;
    const rest = isPart(tail) || tail === 'id' ? [tail] : split(tail);
    if (rest !== undefined && (best === undefined || rest.length + 1 < best.length))
      best = [head, ...rest];
  }
  return best;
}

function isPart(word: string): boolean {
  return (word.length > 2 || word === 'to') && known.has(word);
}

/** Countries by what they are called in Chinese, with all that tables may write for them. */
export const countrySpellings: ReadonlyMap<string, readonly string[]> = new Map(
  '美国|中国|印度|日本|德国|法国|英国|加拿大|澳大利亚|巴西|以色列|韩国|新加坡|香港|意大利|西班牙|墨西哥|印度尼西亚|荷兰|瑞典|瑞士|俄罗斯|爱尔兰|泰国|越南|土耳其|比利时|奥地利|葡萄牙|希腊|波兰|挪威|丹麦|芬兰|冰岛|捷克|匈牙利|罗马尼亚|保加利亚|克罗地亚|塞尔维亚|乌克兰|卢森堡|爱沙尼亚|拉脱维亚|立陶宛|斯洛伐克|斯洛文尼亚|英格兰|苏格兰|威尔士|马来西亚|菲律宾|巴基斯坦|孟加拉国|斯里兰卡|尼泊尔|台湾|澳门|蒙古|朝鲜|伊朗|伊拉克|沙特阿拉伯|阿联酋|卡塔尔|科威特|约旦|黎巴嫩|叙利亚|阿富汗|哈萨克斯坦|埃及|南非|尼日利亚|肯尼亚|埃塞俄比亚|加纳|摩洛哥|阿尔及利亚|突尼斯|坦桑尼亚|乌干达|津巴布韦|塞内加尔|喀麦隆|阿根廷|智利|哥伦比亚|秘鲁|委内瑞拉|厄瓜多尔|乌拉圭|巴拉圭|玻利维亚|古巴|牙买加|哥斯达黎加|巴拿马|危地马拉|新西兰|斐济|格陵兰'
    .split('|')
    .map((name) => [
      name,
      Object.keys(chineseValues).filter((key) => said(chineseValues[key]).includes(name)),
    ]),
);
