import { Trouble } from '../../../src/base/trouble.js';
import { maxComputeSection } from '../maxcompute/section.js';
import { answerAll, type Answered } from '../run.js';
import { sharedFile, suiteOptions } from '../shared.js';
import { asJson, asText, runSuite } from '../verdict.js';
import { benches } from './benches.js';
import { answerNorthwind, northwindDatabase } from './northwind/run.js';
import { answerWarehouse } from './warehouse/run.js';

/**
 * The corpus' documents and those written here, against the benches' rows and tables and, for the
 * warehouse, rows worked out by hand; then the same documents as MaxCompute statements.
 */
await runSuite(async () => {
  const { json, shared } = suiteOptions(process.argv.slice(2));
  const section = await maxComputeSection();
  const all: Answered[] = [];
  const troubles: Trouble[] = [];
  /** One database that cannot be read must not hide what the others show. */
  const on = async (
    database: string,
    answers: (file: string) => Promise<readonly Answered[]>,
  ): Promise<void> => {
    try {
      const file = sharedFile(shared, database);
      const answered = await answers(file);
      all.push(...answered);
      await section.add(answered, { databases: [{ file }] });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      troubles.push(error);
    }
  };
  for (const { database, questions } of benches(shared))
    await on(database, (file) => answerAll(questions, file));
  await on(northwindDatabase, () => answerNorthwind(shared));
  const warehouse = await answerWarehouse(shared);
  all.push(...warehouse);
  await section.addWarehouse(warehouse);
  const cases = all.map((one) => one.case);
  const maxcompute = section.result();
  return {
    text: json ? asJson(cases, { maxcompute: maxcompute.json }) : asText(cases, maxcompute.lines),
    failed: maxcompute.failed || cases.some(({ verdict }) => verdict === 'wrong'),
    troubles,
  };
});
