import type { BoundStage } from '../../bind/bound.js';
import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { leavesOf, sourceExpressions } from '../source-expressions.js';
import { rule } from '../rule.js';

const withLevel = (only?: 'matched'): Stage => ({
  name: 'result',
  from: 'customer',
  match: [
    {
      to: 'store',
      on: [{ key: 'store_id', is: 'customer_id' }],
      ...(only !== undefined && { only }),
    },
  ],
  columns: [{ as: 'customer_id', is: 'customer_id' }],
});

/** A look-up is read, or says which rows stay (S6). */
export const matchHasUse = rule<{ match: string }>({
  name: 'match-has-use',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ match }) => `nothing reads the match "${match}", and all rows stay`,
      zh: ({ match }) => `没有用到 match "${match}"，所有行也都保留`,
    },
    why: {
      en: 'A look-up keeps rows without a partner unless it says otherwise (S6): unread, it changes nothing. Often “matched” or “unmatched” was meant.',
      zh: 'match 默认保留没有对应的行（S6）：不读取它的列就不起作用。常见的原因是漏写了 matched 或 unmatched。',
    },
    hint: {
      en: () => 'add "only": "matched" or "unmatched", read a column of it, or leave it out',
      zh: () => '加上 "only": "matched" 或 "unmatched"，或读取它的列，或删掉它',
    },
    failing: question(withLevel()),
    passing: question(withLevel('matched')),
  },
  *check({ bound }) {
    for (const stage of bound.stages)
      for (const { as, only, at: path } of stage.matches) {
        if (only !== undefined || isReadIn(stage, as)) continue;
        yield { path, params: { match: as } };
      }
  },
});

function isReadIn(stage: BoundStage, match: string): boolean {
  return sourceExpressions(stage).some(({ expr }) =>
    leavesOf(expr).some((to) => (to.kind === 'match' || to.kind === 'found') && to.match === match),
  );
}
