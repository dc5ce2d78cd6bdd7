import { Trouble } from '../../../src/base/trouble.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { maxComputeSection } from '../maxcompute/section.js';
import { answer, type Answered, type Question } from '../run.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite, type Case } from '../verdict.js';
import { benches, type Bench } from './benches.js';
import { answerNorthwind } from './northwind/run.js';
import { answerWarehouse } from './warehouse/run.js';

/**
 * The corpus' documents and those written here, against the benches' rows and tables and, for the
 * warehouse, rows worked out by hand; then the same documents as MaxCompute statements.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const cases: Case[] = [];
  const troubles: Trouble[] = [];
  const section = await maxComputeSection();
  for (const bench of benches(shared)) {
    try {
      const file = sharedFile(shared, bench.database);
      const answered = await answerBench(bench, file);
      cases.push(...answered.map((one) => one.case));
      await section.add(answered, { databases: [{ file }] });
    } catch (error) {
      // One database that cannot be read must not hide what the others show.
      if (!(error instanceof Trouble)) throw error;
      troubles.push(error);
    }
  }
  cases.push(...(await answerNorthwind(shared)));
  const answered = await answerWarehouse(shared);
  cases.push(...answered.map((one) => one.case));
  await section.addWarehouse(answered);
  const maxcompute = section.result();
  const text = json
    ? asJson(cases, { maxcompute: maxcompute.json })
    : asText(cases, maxcompute.lines);
  const failed = maxcompute.failed || cases.some(({ verdict }) => verdict === 'wrong');
  return { text, failed, troubles };
});

/** A question with what became of it. */
type BenchAnswer = Answered & { readonly question: Question };

async function answerBench({ questions }: Bench, file: string): Promise<readonly BenchAnswer[]> {
  const engine = await openDuckdb({ databases: [{ file }] });
  const answers: BenchAnswer[] = [];
  for (const question of questions) answers.push({ ...(await answer(question, engine)), question });
  await engine.close();
  return answers;
}
