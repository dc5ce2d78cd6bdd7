import { join } from 'node:path';
import { format } from 'prettier';
import { formatDocument } from '../../../src/dsl/canonical.js';
import { parseDocument } from '../../../src/dsl/parse.js';
import { documentsIn, sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';

const folders = ['defog', 'falcon', 'tpch', 'warehouse'];

/**
 * Every document of the corpus is read, and comes back from formatting the same a second time, and
 * as the usual JSON formatter leaves it.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const corpus = sharedFile(shared, 'dsl', 'corpus');
  const cases: Case[] = [];
  for (const level of folders)
    for (const [id, text] of documentsIn(join(corpus, level)))
      cases.push(await caseOf(`${level}/${id}`, level, text));
  const failed = cases.length === 0 || cases.some(({ verdict }) => verdict !== 'passed');
  return { text: json ? asJson(cases) : asText(cases), failed, troubles: [] };
});

async function caseOf(name: string, level: string, text: string): Promise<Case> {
  const [parsed, diagnostics] = parseDocument(text);
  const codes = diagnostics.map(({ code }) => code);
  if (parsed === undefined) return { name, level, verdict: 'refused', codes };
  const once = formatDocument(parsed.document);
  const [again] = parseDocument(once);
  const twice = again === undefined ? '' : formatDocument(again.document);
  const usual = await format(once, { parser: 'json', printWidth: 100 });
  if (twice === once && usual === once) return { name, level, verdict: 'passed', codes };
  const note = twice === once ? 'the usual formatter changes it' : 'formatting twice changes it';
  return { name, level, verdict: 'wrong', codes, note };
}
