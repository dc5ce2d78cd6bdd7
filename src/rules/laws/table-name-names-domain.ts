import { indexOf } from '../../ontology/index-of.js';
import { customerWeek, model } from '../example.js';
import { bareName } from '../layers.js';
import { rule } from '../rule.js';

/** The name of a detail or summary table says its domain, and no other. */
export const tableNameNamesDomain = rule<{ table: string; domain: string; other: string }>({
  name: 'table-name-names-domain',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table, domain, other }) =>
        `table "${table}" is of the domain "${domain}", and its name says "${other}"`,
      zh: ({ table, domain, other }) =>
        `表 "${table}" 属于数据域 "${domain}"，名称却写着 "${other}"`,
    },
    why: {
      en: 'Owners, access and cost are looked up by the domain that stands in the name; under another one the table is nobody’s (OneData naming).',
      zh: '负责人、权限和成本都按表名里的数据域归属；写成别的域，表就没有人管（OneData 命名规范）。',
    },
    hint: {
      en: ({ domain, other }) => `write "${domain}" in the name, or "domain": "${other}"`,
      zh: ({ domain, other }) => `表名中写 "${domain}"，或写 "domain": "${other}"`,
    },
    failing: model([customerWeek], { domain: 'mbr' }),
    passing: model([customerWeek], { domain: 'trd' }),
  },
  *check({ bound: { target }, ontology }) {
    const domain = target?.domain;
    if (target === undefined || domain === undefined) return;
    const table = bareName(target.table);
    const words = table.split('_');
    const { domains } = indexOf(ontology);
    const other = domains.find((d) => words.includes(d));
    if (other === undefined || words.includes(domain) || !domains.includes(domain)) return;
    yield { path: '/target/domain', params: { table, domain, other } };
  },
});
