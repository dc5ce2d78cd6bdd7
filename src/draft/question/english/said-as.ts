/** How columns are abbreviated, and what people say. */
const whole: Readonly<Record<string, string>> = {
  amt: 'amount',
  avg: 'average',
  max: 'maximum',
  min: 'minimum',
  qty: 'quantity',
  pct: 'percentage',
  desc: 'description',
  addr: 'address',
  tel: 'phone',
  dob: 'date of birth',
  dt: 'date',
  cat: 'category',
  proj: 'project',
  org: 'organization',
  inv: 'invoice',
  ord: 'order',
  appt: 'appointment',
  doc: 'document',
  loc: 'location',
  hist: 'history',
  pmt: 'payment',
  num: 'number',
  dept: 'department',
  emp: 'employee',
  cust: 'customer',
  prod: 'product',
  acct: 'account',
  txn: 'transaction',
  mgr: 'manager',
  fname: 'first name',
  lname: 'last name',
};

/** What columns end with that say in which unit they are. */
const units: ReadonlySet<string> = new Set(
  'milliseconds seconds minutes hours days weeks months ms secs mins hrs km miles meters metres cm mm feet kg grams lbs usd eur'.split(
    ' ',
  ),
);

/** A name with its abbreviations written out; undefined where it has none. */
export function writtenOut(words: readonly string[]): readonly string[] | undefined {
  const written = words.map((w) => whole[w] ?? w);
  return written.some((w, i) => w !== words[i]) ? written : undefined;
}

/** What people call the people of a sex that is coded by a letter. */
export const sexes: Readonly<Record<string, readonly string[]>> = {
  F: ['female', 'women', 'woman'],
  M: ['male', 'men', 'man'],
};

/** What people call the column of these words besides: written out, without its unit, without what it is the most of. */
export function saidAs(words: readonly string[]): readonly (readonly string[])[] {
  const written = words.map((w) => whole[w] ?? w);
  const [first, ...rest] = written;
  const last = written.at(-1);
  const found = [
    ...(written.some((w, i) => w !== words[i]) ? [written] : []),
    ...(words.length > 1 && units.has(last!) ? [written.slice(0, -1)] : []),
    ...(rest.length > 0 && ['maximum', 'minimum', 'average'].includes(first!) ? [rest] : []),
    ...(words.length === 2 && /(?:ed|paid|sold|made|spent)$/.test(last!) ? [[first!]] : []),
    ...(last === 'email' ? [[...written, 'address']] : []),
    ...(last === 'phone' ? [[...written, 'number']] : []),
    ...(last === 'zip' ? [[...written, 'code']] : []),
  ];
  // A unit or a count alone names nothing.
  return found.filter((f) => f.length > 1 || !/^(?:number|count|total|id|name)$/.test(f[0]!));
}
