/** Words of what holds days, wherever they stand in a name. */
export const dayWords: ReadonlySet<string> = new Set([
  'date',
  'day',
  'ds',
  'dt',
  'pt',
  'dob',
  'birthday',
  'birthdate',
  '日期',
  '日',
  '时间',
  '生日',
]);

/** Words that a name of days ends with: opened_on, valid_from. Elsewhere they are anything. */
export const dayTails: ReadonlySet<string> = new Set([
  'on',
  'at',
  'from',
  'to',
  'since',
  'until',
  'start',
  'end',
]);
