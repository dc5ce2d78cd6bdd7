import { at } from '../../base/diagnostic.js';
import type { BoundStage } from '../../bind/bound.js';
import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const buyers: Stage = {
  name: 'buyers',
  from: 'orders',
  time: { period: '7d' },
  where: ['is_paid'],
  by: [{ as: 'customer_id', is: 'customer_id' }],
};
const customers: Stage = {
  name: 'result',
  from: 'customer',
  by: [],
  measures: [{ as: 'customer_cnt', agg: 'count' }],
};

/** Every stage but the last is read by a later one. */
export const stageIsRead = rule<{ stage: string }>({
  name: 'stage-is-read',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ stage }) => `no later stage reads "${stage}"`,
      zh: ({ stage }) => `后面没有步骤读取 "${stage}"`,
    },
    why: {
      en: 'What nobody reads does not count: a condition that was meant for the result stands in a stage beside it.',
      zh: '没人读取的步骤不起作用：本该限制结果的条件，写在了旁边的步骤里。',
    },
    hint: {
      en: ({ stage }) => `read it with "from" or "match": {"to": "${stage}", …}, or leave it out`,
      zh: ({ stage }) => `用 "from" 或 "match"（{"to": "${stage}", …}）读取它，或删掉它`,
    },
    failing: question(buyers, customers),
    passing: question(buyers, {
      ...customers,
      match: [{ to: 'buyers', on: [{ key: 'customer_id', is: 'customer_id' }], only: 'matched' }],
    }),
  },
  *check({ bound: { stages } }) {
    const read = new Set(stages.flatMap(stagesReadBy));
    for (const { name, at: stage } of stages.slice(0, -1))
      if (!read.has(name)) yield { path: at(stage, 'name'), params: { stage: name } };
  },
});

function stagesReadBy({ from, matches }: BoundStage): readonly string[] {
  return [
    ...(from?.kind === 'stage' ? [from.stage.name] : []),
    ...(from?.kind === 'union' ? from.stages.map((s) => s.name) : []),
    ...matches.flatMap(({ to }) => (to.kind === 'stage' ? [to.stage.name] : [])),
  ];
}
