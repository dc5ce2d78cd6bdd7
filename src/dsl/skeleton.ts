/** A value of a hole: a text, a number, or a list. */
export type HoleValue = string | number | readonly HoleItem[];
/** An item of a list: a text, or texts by name (`{as, is}`). */
export type HoleItem = string | Readonly<Record<string, string>>;

/**
 * A skeleton with its holes filled. In it `{name}` stands for a value: alone in a string it is the value
 * itself, a number included, within a string its text; `{item.part}` is a part of a named text. An object
 * `{"for": "item in list", "do": …}` in a list stands for one member for each item, in order; several
 * lists are separated by commas, the last turning fastest. With `join` it is one string, of `start` and
 * the members. Of a list `x` there are also `x_first`, `x_rest` and `x_last`, and `{item.before}` is `as`
 * of the item before. What has no value is left out with its key.
 */
export function filledSkeleton(
  skeleton: unknown,
  values: Readonly<Record<string, HoleValue>>,
): unknown {
  const lists = Object.entries(values).flatMap(([name, value]): [string, Bound][] => {
    if (typeof value === 'string' || typeof value === 'number') return [];
    const items = value.map((item, i) => {
      const before = value[i - 1];
      return typeof item === 'string' || before === undefined || typeof before === 'string'
        ? item
        : { ...item, before: before['as'] ?? '' };
    });
    return [
      [name, items],
      [`${name}_rest`, items.slice(1)],
      ...(items.length === 0
        ? []
        : ([
            [`${name}_first`, items[0]!],
            [`${name}_last`, items.at(-1)!],
          ] satisfies [string, Bound][])),
    ];
  });
  return filled(skeleton, { ...values, ...Object.fromEntries(lists) });
}

type Bound = HoleValue | HoleItem;
type Scope = Readonly<Record<string, Bound>>;

function filled(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return text(value, scope);
  if (Array.isArray(value)) return value.flatMap((v) => members(v, scope));
  if (typeof value !== 'object' || value === null) return value;
  if (isLoop(value)) return members(value, scope)[0];
  return Object.fromEntries(
    Object.entries(value)
      .map(([k, v]) => [k, filled(v, scope)] as const)
      .filter(([, v]) => v !== undefined),
  );
}

interface Loop {
  readonly for: string;
  readonly do: unknown;
  readonly join?: string;
  readonly start?: string;
}

function isLoop(value: unknown): value is Loop {
  return typeof value === 'object' && value !== null && 'for' in value && 'do' in value;
}

function members(value: unknown, scope: Scope): readonly unknown[] {
  if (isLoop(value)) {
    const { join, start, ...loop } = value;
    const made = turns(loop, scope);
    if (join === undefined) return made;
    return [[...(start === undefined ? [] : [text(start, scope)]), ...made].join(join)];
  }
  const one = filled(value, scope);
  return one === undefined ? [] : [one];
}

function turns(loop: Loop, scope: Scope): readonly unknown[] {
  const [first = '', ...rest] = loop.for.split(',');
  const [, name = '', list = ''] = /^\s*(\w+)\s+in\s+(\w+)\s*$/.exec(first) ?? [];
  const items = scope[list];
  if (!isList(items)) return [];
  return items.flatMap((item) => {
    const inner = { ...scope, [name]: item };
    if (rest.length > 0) return turns({ for: rest.join(','), do: loop.do }, inner);
    return members(loop.do, inner);
  });
}

function text(template: string, scope: Scope): unknown {
  const alone = /^\{(\w+)(?:\.(\w+))?\}$/.exec(template);
  if (alone !== null) return valueOf(scope, alone[1]!, alone[2]);
  return template.replaceAll(/\{(\w+)(?:\.(\w+))?\}/g, (_, name: string, part?: string) => {
    const value = valueOf(scope, name, part);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}

function valueOf(scope: Scope, name: string, part: string | undefined): Bound | undefined {
  const value = scope[name];
  if (part === undefined) return value;
  if (typeof value === 'object' && !isList(value)) return value[part];
  return part === 'as' || part === 'is' ? value : undefined;
}

function isList(value: Bound | undefined): value is readonly HoleItem[] {
  return Array.isArray(value);
}
