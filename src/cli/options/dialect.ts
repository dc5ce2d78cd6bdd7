import { suggest } from '../../base/text/suggest.js';
import type { Dialect } from '../../sql/dialect.js';
import { allDialects, dialectNamed as knownDialect } from '../../sql/dialects/all-dialects.js';
import { cliTrouble } from '../troubles/cli.js';

/** The dialect of that name; a trouble with the nearest names where there is none. */
export function dialectNamed(name: string): Dialect {
  const found = knownDialect(name);
  if (found !== undefined) return found;
  const names = allDialects.map((d) => d.name);
  const near = suggest(name, names);
  throw cliTrouble('unknown-dialect', { name, known: near.length > 0 ? near : names });
}
