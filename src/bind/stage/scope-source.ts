import type { Checked, Details, JsonPointer } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { reference } from '../../expr/build.js';
import type { Name } from '../../expr/expr.js';
import type { Scope } from '../../expr/scope.js';
import { types } from '../../expr/type.js';
import { mapReferences } from '../../expr/visit.js';
import type { SourceExpr, SourceLeaf } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { resolveParam } from '../params.js';
import { namesAllowed, type Place } from '../place.js';
import { resolvePath } from '../paths/resolve-path.js';
import type { Source } from './source.js';

/** The source scope of one expression (S2, S3); `text` is the expression's, where the document holds it. */
export function sourceScope(source: Source, text: string | undefined): Scope<SourceLeaf> {
  return { resolve: (name, path, details) => resolve(source, name, placeOf(path, details, text)) };
}

function resolve(source: Source, name: Name, place: Place): Checked<SourceExpr> {
  switch (name.kind) {
    case 'path': {
      const [meaning, found] = resolvePath(source, name.names, place);
      return [meaning?.expr, found];
    }
    case 'param':
      return resolveParam(source.context, name.name, place);
    case 'row': {
      if (source.row === undefined) {
        const params = { name: name.names.join('.') };
        return [undefined, [bindDiagnostic('no-row', place.path, params, place.details)]];
      }
      const [meaning, found] = resolvePath(source.row, name.names, place);
      return [meaning && ofRow(meaning.expr), found];
    }
    case 'found': {
      const match = source.matches.get(name.match);
      if (match?.whole === false) {
        const params = { match: name.match };
        return [undefined, [bindDiagnostic('unreadable-match', place.path, params, place.details)]];
      }
      if (match !== undefined)
        return [reference({ kind: 'found', match: name.match }, types.boolean), []];
      const details = namesAllowed(place, name.match, source.matches.keys());
      return [
        undefined,
        [bindDiagnostic('unknown-match', place.path, { name: name.match }, withoutFix(details))],
      ];
    }
    default:
      return unreachable(name);
  }
}

/** The place covers all of `found(…)`: to write a name there would drop the function. */
function withoutFix(details: Details): Details {
  const { fix: _, ...rest } = details;
  return rest;
}

function ofRow(expr: SourceExpr): SourceExpr {
  return mapReferences(expr, (to, { type }) =>
    reference(to.kind === 'param' ? to : { kind: 'row', to }, type),
  );
}

/** The place that the checker gives for a name, with the text around it. */
export function placeOf(path: JsonPointer, details: Details, text: string | undefined): Place {
  return { path, details, ...(text !== undefined && { text }) };
}
