import { expect, it } from 'vitest';
import { remember, rememberLast } from '../../src/base/remember.js';

it('makes each value of an owner and a name once, undefined included', () => {
  const known = remember<string | undefined>();
  const made: string[] = [];
  const [a, b] = [{}, {}];
  const ask = (owner: object, name: string, value: string | undefined): string | undefined =>
    known(owner, name, () => {
      made.push(name);
      return value;
    });
  expect([ask(a, 'x', '1'), ask(a, 'x', '2')]).toEqual(['1', '1']);
  expect([ask(a, 'y', undefined), ask(a, 'y', '3')]).toEqual([undefined, undefined]);
  expect(ask(b, 'x', '4')).toBe('4');
  expect(made).toEqual(['x', 'y', 'x']);
});

it('two of them share nothing', () => {
  const owner = {};
  const [first, second] = [remember<number>(), remember<number>()];
  expect([first(owner, 'x', () => 1), second(owner, 'x', () => 2)]).toEqual([1, 2]);
});

it('keeps the last texts, and those that are asked for again', () => {
  const { get, set } = rememberLast<{ readonly n: number }>(2);
  const value = { n: 1 };
  set('a', value);
  set('b', { n: 2 });
  set('c', { n: 3 });
  expect(get('a')).toBe(value);
  for (const name of ['d', 'e', 'f']) {
    set(name, { n: 0 });
    expect(get('a')).toBe(value);
  }
  expect(get('b')).toBeUndefined();
});
