import type { MutantClass } from '../mutant.js';
import { codes, literals, written } from '../sites.js';

/** Values that no row has, or that are written otherwise than the data have them. */
export const valueClasses: readonly MutantClass[] = [
  {
    name: 'value code that is none',
    area: 'values',
    *make(subject) {
      for (const { site } of codes(subject)) yield written(subject, site, "'zzz_none'");
    },
  },
  {
    name: 'value code misspelt',
    area: 'values',
    *make(subject) {
      for (const { site, code } of codes(subject)) {
        const wrong = code.length > 3 ? code.slice(0, -2) + code.at(-1)! : `${code}x`;
        yield written(subject, site, quoted(wrong));
      }
    },
  },
  {
    name: 'value code in other case',
    area: 'values',
    *make(subject) {
      for (const { site, code } of codes(subject)) {
        const other = code === code.toLowerCase() ? code.toUpperCase() : code.toLowerCase();
        if (other !== code) yield written(subject, site, quoted(other));
      }
    },
  },
  {
    name: 'label for code',
    area: 'values',
    *make(subject) {
      for (const { site, attribute, code } of codes(subject)) {
        const { label, synonyms } = attribute.values!.get(code)!;
        for (const word of [label, ...synonyms])
          if (word !== code) yield written(subject, site, quoted(word));
      }
    },
  },
  {
    name: 'another valid code',
    area: 'values',
    needsRequirement: 'the other code is as valid; only the requirement says which is meant',
    *make(subject) {
      for (const { site, attribute, code } of codes(subject))
        for (const other of [...attribute.values!.keys()].filter((c) => c !== code).slice(0, 1))
          yield written(subject, site, quoted(other));
    },
  },
  {
    name: 'text for number',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (['bigint', 'decimal'].includes(literal.type.kind))
          yield written(subject, site, `'${literal.value ?? ''}'`);
    },
  },
  {
    name: 'number for text',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (literal.type.kind === 'string') yield written(subject, site, '42');
    },
  },
  {
    name: 'double quotes around a text',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (literal.type.kind === 'string' && !(literal.value ?? '').includes('"'))
          yield written(subject, site, `"${literal.value ?? ''}"`);
    },
  },
  {
    name: 'day as a bare text',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (literal.type.kind === 'date') yield written(subject, site, `'${literal.value ?? ''}'`);
    },
  },
  {
    name: 'day as a number',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (literal.type.kind === 'date')
          yield written(subject, site, (literal.value ?? '').replaceAll('-', ''));
    },
  },
  {
    name: 'day that is none',
    area: 'values',
    *make(subject) {
      for (const { site, literal } of literals(subject))
        if (literal.type.kind === 'date')
          yield written(subject, site, `date '${(literal.value ?? '').slice(0, 4)}-02-30'`);
    },
  },
];

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
