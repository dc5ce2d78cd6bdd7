import { quoteName } from '../../../base/text/name.js';
import type { Filter } from '../frame.js';
import type { ValueReferent } from '../referents.js';
import { roleOf } from '../token.js';
import { refsNext, type Reading } from './reading.js';

type Test = Extract<Filter, { kind: 'test' }>;

/**
 * Austin or Dallas; Austin, Dallas or Boston: a condition with the further values of its column that stand
 * behind it. With `and` between them it is not said whether each is to be seen for itself: nothing is read.
 */
export function withAlternatives(
  reading: Reading,
  filter: Filter,
  made: (value: ValueReferent) => Filter,
): Filter {
  if (filter.kind !== 'test') return filter;
  const { field } = filter;
  const tests: Test[] = [filter];
  let [ahead, closed] = [0, false];
  for (;;) {
    let next = ahead;
    let isOr = false;
    for (;;) {
      const token = reading.tokens[reading.at + next];
      if (roleOf(token, 'or') !== undefined) isOr = true;
      else if (roleOf(token, 'comma', 'stop', 'prep') === undefined) break;
      next += 1;
    }
    const value = refsNext(reading, next).find(
      (r): r is ValueReferent =>
        r.kind === 'value' && r.attribute === field.attribute && r.entity === field.entity,
    );
    if (next === ahead || value === undefined) break;
    const test = made(value);
    if (test.kind !== 'test') break;
    tests.push(test);
    ahead = next + 1;
    closed ||= isOr;
    if (isOr) break;
  }
  if (!closed) return filter;
  reading.at += ahead;
  return { kind: 'test', field, test: (path) => anyOf(tests.map((t) => t.test(path))) };
}

/** One of two conditions on one thing: cheap or in Austin; undefined where they are of two things. */
export function either(first: Filter, second: Filter): Filter | undefined {
  if (first.kind !== 'test' || second.kind !== 'test') return undefined;
  const [a, b] = [first.field, second.field];
  if (a.entity !== b.entity) return undefined;
  const own = quoteName(a.attribute.name).length;
  const beside = (path: string): string =>
    path.slice(0, path.length - own) + quoteName(b.attribute.name);
  return {
    kind: 'test',
    field: a,
    test: (path) => anyOf([first.test(path), second.test(beside(path))]),
  };
}

function anyOf(tests: readonly string[]): string {
  const equal = tests.map((t) => /^(.+) = ('(?:[^']|'')*')$/.exec(t));
  const paths = new Set(equal.map((m) => m?.[1]));
  return equal.every((m) => m !== null) && paths.size === 1
    ? `${equal[0]![1]!} in (${equal.map((m) => m[2]).join(', ')})`
    : `(${tests.join(' or ')})`;
}

/** The opposite of a value: not cancelled; undefined for what is no single value. */
export function opposite(filter: Filter): Filter | undefined {
  const equal = /^(.+) = ('(?:[^']|'')*'|true|false|\d+)$/;
  if (filter.kind !== 'test' || !equal.test(filter.test('x'))) return undefined;
  const test = (path: string): string => filter.test(path).replace(equal, '$1 is distinct from $2');
  return { ...filter, test };
}
