import { reference } from '../../expr/build.js';
import type { Scope } from '../../expr/scope.js';
import type { ResultLeaf } from '../bound.js';
import { columnWords } from '../columns.js';
import type { Context } from '../context.js';
import { bindDiagnostic } from '../diagnostics.js';
import { resolveParam } from '../params.js';
import { namesAllowed, placeOfName } from '../place.js';
import type { Columns } from './source.js';
import { placeOf } from './scope-source.js';

/** The result scope of one expression (S2): names that the stage makes, and parameters. */
export function resultScope(
  context: Context,
  columns: Columns,
  text: string | undefined,
): Scope<ResultLeaf> {
  return {
    resolve: (name, path, details) => {
      const place = placeOf(path, details, text);
      if (name.kind === 'param') return resolveParam(context, name.name, place);
      const [first = '', ...rest] = name.kind === 'found' ? [name.match] : name.names;
      const found = columns.byName.get(first);
      if (name.kind === 'path' && rest.length === 0 && (found !== undefined || columns.open))
        return [
          reference({ kind: 'result', column: first }, found?.type ?? { kind: 'unknown' }),
          [],
        ];
      const written = [first, ...rest].join('.');
      const near = namesAllowed(
        placeOfName(place, [first], 0),
        first,
        columns.byName.keys(),
        columnWords(columns),
      );
      const { fix, ...others } = near;
      const params = { name: written, stage: columns.of };
      const slip = name.kind === 'path' && rest.length === 0 && fix !== undefined;
      return [
        undefined,
        [bindDiagnostic('unknown-result', path, params, { ...others, ...(slip && { fix }) })],
      ];
    },
  };
}
