import type { Checked, Details, JsonPointer } from '../base/diagnostic.js';
import type { Expr, Name } from './expr.js';

/** What names mean where an expression stands; every room that checks expressions brings its own. */
export interface Scope<L> {
  /**
   * What stands in place of a name: a typed leaf, or a whole checked expression (a computed
   * attribute). What is wrong with the name is reported at `path` with `details` (offset, length),
   * and an error must be among the diagnostics where there is no value.
   */
  readonly resolve: (name: Name, path: JsonPointer, details: Details) => Checked<Expr<L>>;
}
