import { answerAll } from '../run.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite } from '../verdict.js';
import { tpchDatabase, tpchQuestions } from './questions.js';

/** The 22 TPC-H documents against the reference rows. */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const answered = await answerAll(tpchQuestions(shared), sharedFile(shared, tpchDatabase));
  const cases = answered.map((one) => one.case);
  const failed = cases.some(({ verdict }) => verdict === 'wrong');
  return { text: json ? asJson(cases) : asText(cases), failed };
});
