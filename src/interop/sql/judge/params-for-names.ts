import type { Diagnostic } from '../../../base/diagnostic.js';
import { taskDiagnostic } from '../diagnostics.js';
import { detailsOf } from './place.js';
import type { SqlToken } from '../text/tokens.js';

/** What a name or a number follows. */
const before = new Set(['from', 'join', 'into', 'overwrite', 'table', 'limit', 'offset', '.']);

/** Parameters of the scheduler, without quotes, that stand for a name, a part of one, or a number of rows. */
export function paramsForNames(tokens: readonly SqlToken[]): readonly Diagnostic[] {
  return tokens.flatMap((token, i): readonly Diagnostic[] => {
    if (token.kind !== 'text' || !token.text.startsWith('$')) return [];
    const [last, next] = [tokens[i - 1], tokens[i + 1]];
    const isPart =
      (last?.end === token.start && (last.kind === 'word' || last.kind === 'name')) ||
      (next?.start === token.end && (next.kind === 'word' || next.text === '.'));
    if (!isPart && !before.has(last?.text ?? '')) return [];
    return [taskDiagnostic('param-for-name', '', { param: token.text }, detailsOf(token))];
  });
}
