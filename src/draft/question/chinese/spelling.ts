import { closest } from '../../../base/text/suggest.js';
import { entryIn } from '../../entry-in.js';
import { chineseWords } from './words.js';

/**
 * The words of an identifier as the dictionary spells them: short forms written out, and a word that is
 * misspelt (`temprature`) as the only one it can be. Words that it does not know at all stay.
 */
export function spelled(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    // lot_no is a number; no_show is none.
    const isNumber = word === 'no' && at > 0 && at === words.length - 1;
    return isNumber ? ['number'] : spelledWord(word).split(' ');
  });
}

/** The words of a value with its short forms written out: a name that is like a word is a name. */
export function writtenOutZh(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => (entryIn(shortForms, word) ?? word).split(' '));
}

const spellings = new Map<string, string>();

function spelledWord(word: string): string {
  const found = spellings.get(word) ?? spell(word);
  spellings.set(word, found);
  return found;
}

function spell(word: string): string {
  const written = entryIn(shortForms, word);
  if (written !== undefined) return written;
  if (isKnown(word) || !/^[a-z]{6,}$/.test(word)) return word;
  const single = singularOf(word);
  if (single !== undefined) return single;
  return [word, ...singulars(word)].map(slipOf).find((found) => found !== undefined) ?? word;
}

/** The word that is misspelt; a slip keeps the first letter. */
function slipOf(word: string): string | undefined {
  return closest(
    word,
    [...vocabulary].filter((w) => w.length > 4 && w[0] === word[0] && singularOf(w) === undefined),
  );
}

function isKnown(word: string): boolean {
  return vocabulary.has(word);
}

/** categories, boxes, values: the thing of which there are several, where the dictionary has it. */
export function singularOf(word: string): string | undefined {
  return singulars(word).find((single) => entryIn(chineseWords, single) !== undefined);
}

function singulars(word: string): readonly string[] {
  const all = [word.replace(/ies$/, 'y'), word.replace(/es$/, ''), word.replace(/s$/, '')];
  return all.filter((single) => single !== word);
}

const vocabulary: ReadonlySet<string> = new Set(
  Object.keys(chineseWords).flatMap((key) => key.split(' ')),
);

/** What columns are abbreviated to. */
const shortForms: Readonly<Record<string, string>> = {
  abbr: 'short name',
  abs: 'absences',
  accts: 'accounts',
  acct: 'account',
  addr: 'address',
  adm: 'admission',
  admit: 'admission',
  amnt: 'amount',
  amt: 'amount',
  ann: 'annual',
  apt: 'apartment',
  appt: 'appointment',
  arr: 'arrival',
  att: 'attendance',
  attn: 'attendance',
  auth: 'author',
  avail: 'available',
  bal: 'balance',
  bdrm: 'bedroom',
  bldg: 'building',
  bp: 'blood pressure',
  bth: 'bathroom',
  cal: 'calories',
  cap: 'capacity',
  cd: 'code',
  chg: 'change',
  cls: 'class',
  cmt: 'comment',
  cntry: 'country',
  comm: 'commission',
  comp: 'company',
  compl: 'completion',
  cas: 'casualties',
  cond: 'condition',
  cons: 'consumption',
  conv: 'conversion',
  ctry: 'country',
  cty: 'city',
  cur: 'current',
  curr: 'current',
  cust: 'customer',
  dep: 'departure',
  dept: 'department',
  descr: 'description',
  dest: 'destination',
  diag: 'diagnosis',
  disc: 'discount',
  dist: 'distance',
  div: 'division',
  dr: 'doctor',
  dt: 'date',
  dur: 'duration',
  edu: 'education',
  educ: 'education',
  elec: 'electricity',
  emp: 'employee',
  eng: 'engine',
  est: 'estimated',
  exp: 'experience',
  fl: 'flight',
  freq: 'frequency',
  gend: 'gender',
  gls: 'goals',
  govt: 'government',
  grp: 'group',
  headcnt: 'headcount',
  hosp: 'hospital',
  hr: 'hour',
  hrs: 'hours',
  hum: 'humidity',
  ht: 'height',
  inc: 'income',
  ind: 'industry',
  ins: 'insurance',
  int: 'interest',
  inv: 'invoice',
  lang: 'language',
  lat: 'latitude',
  lic: 'license',
  lng: 'longitude',
  loc: 'location',
  lon: 'longitude',
  long: 'longitude',
  lvl: 'level',
  manuf: 'manufacturer',
  mfr: 'manufacturer',
  med: 'medicine',
  mgr: 'manager',
  mins: 'minutes',
  mkt: 'market',
  mktg: 'marketing',
  mo: 'month',
  mon: 'month',
  mos: 'months',
  msg: 'message',
  mth: 'month',
  natl: 'national',
  nat: 'nationality',
  nbr: 'number',
  nm: 'name',
  no: 'number',
  num: 'number',
  occ: 'occupation',
  ord: 'order',
  org: 'organization',
  orig: 'original',
  pat: 'patient',
  perf: 'performance',
  perc: 'percentage',
  pct: 'percentage',
  pkg: 'package',
  pmt: 'payment',
  pop: 'population',
  pos: 'position',
  pov: 'poverty',
  precip: 'precipitation',
  pref: 'preferred',
  prem: 'premium',
  prep: 'preparation',
  prev: 'previous',
  prod: 'product',
  prof: 'profit',
  prog: 'program',
  proj: 'project',
  promo: 'promotion',
  prov: 'province',
  pub: 'publisher',
  pubdate: 'publish date',
  pur: 'purchase',
  pwr: 'power',
  qlty: 'quality',
  qtr: 'quarter',
  qty: 'quantity',
  rec: 'record',
  recv: 'received',
  ref: 'reference',
  reg: 'region',
  rel: 'release',
  req: 'request',
  reqs: 'requests',
  res: 'resolution',
  ret: 'return',
  rev: 'revenue',
  rnk: 'rank',
  rot: 'rotation',
  rtg: 'rating',
  rtng: 'rating',
  sal: 'salary',
  sat: 'satisfaction',
  scr: 'score',
  sec: 'section',
  seg: 'segment',
  ship: 'shipping',
  spd: 'speed',
  sqr: 'square',
  sta: 'station',
  stat: 'status',
  stn: 'station',
  sts: 'status',
  std: 'standard',
  stud: 'student',
  subcat: 'subcategory',
  subj: 'subject',
  subs: 'subscribers',
  supp: 'supplier',
  surv: 'survived',
  tel: 'phone',
  temp: 'temperature',
  temps: 'temperature',
  tot: 'total',
  trans: 'transaction',
  trx: 'transaction',
  txn: 'transaction',
  txns: 'transactions',
  typ: 'type',
  univ: 'university',
  uni: 'university',
  usr: 'user',
  util: 'utilization',
  val: 'value',
  veh: 'vehicle',
  vol: 'volume',
  wt: 'weight',
  wk: 'week',
  wkly: 'weekly',
  wknd: 'weekend',
  yoe: 'years experience',
  yr: 'year',
  yrs: 'years',
};
