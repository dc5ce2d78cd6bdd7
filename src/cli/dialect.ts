import { suggest } from '../base/suggest.js';
import { Trouble } from '../base/trouble.js';
import type { Dialect } from '../sql/dialect.js';
import { allDialects } from '../sql/dialects/all-dialects.js';

/** The dialect of that name; a trouble with the nearest names where there is none. */
export function dialectNamed(name: string): Dialect {
  const found = allDialects.find((d) => d.name === name);
  if (found !== undefined) return found;
  const names = allDialects.map((d) => d.name);
  const near = suggest(name, names);
  throw new Trouble(
    'cli/unknown-dialect',
    'usage',
    `there is no dialect "${name}"`,
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : `one of ${names.join(', ')}`,
  );
}
