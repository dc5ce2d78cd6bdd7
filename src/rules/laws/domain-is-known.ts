import { closest, suggest } from '../../base/text/suggest.js';
import { indexOf } from '../../ontology/index-of.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

const path = '/target/domain';

/** A table belongs to a domain that the ontology knows. */
export const domainIsKnown = rule<{ domain: string }>({
  name: 'domain-is-known',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ domain }) => `no entity of the ontology is of the domain "${domain}"`,
      zh: ({ domain }) => `本体中没有实体属于数据域 "${domain}"`,
    },
    why: {
      en: 'Domains are few and stable, and who owns a table is read off its domain; a new spelling of one is a table without an owner (OneData).',
      zh: '数据域少而稳定，表的归属由数据域决定；写错一个字，表就没有了归属（OneData）。',
    },
    failing: model([customerWeek], { domain: 'trade' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target }, ontology }) {
    const known = indexOf(ontology).domains;
    const domain = target?.domain;
    if (domain === undefined || known.length === 0 || known.includes(domain)) return;
    const near = suggest(domain, known);
    const meant = closest(domain, known);
    yield {
      path,
      params: { domain },
      allowed: near.length > 0 ? near : known,
      ...(meant !== undefined && { fix: [{ op: 'replace', path, value: meant }] }),
    };
  },
});
