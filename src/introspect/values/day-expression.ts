import type { ParsedTexts, TextForm } from '../../engine/survey.js';

/**
 * The expression that reads a text of a form as a day, or as a moment; null where the text has another
 * form. The formats of the expression language want every digit, so texts like `1/5/2006` are taken apart.
 */
export function dayExpression(
  form: TextForm,
  text: string,
  isMoment: boolean,
  { shortest, longest }: Pick<ParsedTexts, 'shortest' | 'longest'>,
): string {
  if (form.includes('MMM')) return namedMonth(form, text);
  const format = form.replaceAll("'", '');
  const isIso = format.startsWith('yyyy-MM-dd');
  const isWhole = shortest === format.length && longest === format.length;
  const isTimed = format.includes('HH');
  if (isIso && (isWhole || longest > format.length) && shortest >= format.length)
    return isTimed && !isMoment
      ? `cast(try_cast(${text} as timestamp) as date)`
      : `try_cast(${text} as ${isMoment ? 'timestamp' : 'date'})`;
  if (isWhole) {
    if (!isTimed) return `to_date(${text}, '${format}')`;
    const moment = `to_timestamp(${text}, '${format}')`;
    return isMoment ? moment : `cast(${moment} as date)`;
  }
  const part = partsOf(format, text);
  if (isMoment) return momentExpression(format, text, part);
  const numbers = ['yyyy', 'MM', 'dd'].map((name) => `try_cast(${part(name)} as bigint)`);
  return `make_date(${numbers.join(', ')})`;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** September 9, 2019 and 9-Sep-2019: months are told by their first three letters. */
function namedMonth(form: TextForm, text: string): string {
  const day = form.startsWith('MMM') ? '([0-9]{1,2}),? [0-9]{4}$' : '^([0-9]{1,2})';
  const letters = `lower(regexp_extract(${text}, '[A-Za-z]{3}'))`;
  const month = months.map((name, i) => `when ${letters} = '${name}' then ${i + 1}`).join(' ');
  const part = (pattern: string): string =>
    `try_cast(regexp_extract(${text}, '${pattern}', 1) as bigint)`;
  return `make_date(${part('([0-9]{4})$')}, case ${month} end, ${part(day)})`;
}

/** Where each part of a day or moment stands in a text, whatever its digits: between its signs. */
function partsOf(format: string, text: string): (name: string) => string {
  const [dayFormat = '', timeFormat] = format.split(/[ T]/);
  const gap = format.includes('T') ? 'T' : ' ';
  const [day, time] =
    timeFormat === undefined
      ? [text, text]
      : [`split_part(${text}, '${gap}', 1)`, `split_part(${text}, '${gap}', 2)`];
  const sign = dayFormat.replaceAll(/[yMd]/g, '')[0] ?? '';
  const order = dayFormat.split(sign);
  return (name) =>
    name === 'time' ? time : `split_part(${day}, '${sign}', ${order.indexOf(name) + 1})`;
}

function momentExpression(format: string, text: string, part: (name: string) => string): string {
  const seconds = format.endsWith('ss');
  const pattern = format
    .replace('yyyy', '[0-9]{4}')
    .replaceAll(/MM|dd|HH/g, '[0-9]{1,2}')
    .replaceAll(/mm|ss/g, '[0-9]{2}')
    .replaceAll('.', '[.]');
  const two = (name: string): string => `lpad(${part(name)}, 2, '0')`;
  const time = `lpad(${part('time')}, ${seconds ? 8 : 5}, '0')`;
  const whole = `${part('yyyy')} || '-' || ${two('MM')} || '-' || ${two('dd')} || ' ' || ${time}`;
  const read = `to_timestamp(${whole}, 'yyyy-MM-dd HH:mm${seconds ? ':ss' : ''}')`;
  return `case when regexp_matches(${text}, '^${pattern}$') then ${read} end`;
}
