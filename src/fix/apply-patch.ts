import { steps, type PatchOperation } from '../base/diagnostic.js';

/**
 * A copy of a JSON value with RFC 6902 operations applied in order; undefined where one of them has no
 * place to go. Items of lists move as the standard says: `add` inserts, `remove` closes the gap.
 */
export function applyPatch(value: unknown, operations: readonly PatchOperation[]): unknown {
  return operations.reduce<unknown>(
    (made, operation) => (made === undefined ? undefined : applied(made, operation)),
    value,
  );
}

function applied(value: unknown, operation: PatchOperation): unknown {
  return inside(value, steps(operation.path), operation);
}

/** The value with the operation done below it: only what lies on the way is made anew. */
function inside(value: unknown, names: readonly string[], operation: PatchOperation): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return operation.op === 'remove' ? undefined : operation.value;
  if (Array.isArray(value)) return inList(value, name, rest, operation);
  if (typeof value !== 'object' || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  const known = Object.hasOwn(members, name);
  if (rest.length > 0) {
    const part = known ? inside(members[name], rest, operation) : undefined;
    return part === undefined ? undefined : { ...members, [name]: part };
  }
  if (operation.op === 'add') return { ...members, [name]: operation.value };
  if (!known) return undefined;
  if (operation.op === 'replace') return { ...members, [name]: operation.value };
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
}

function inList(
  list: readonly unknown[],
  name: string,
  rest: readonly string[],
  operation: PatchOperation,
): unknown {
  const { op, value } = operation;
  const index = name === '-' ? list.length : Number(name);
  const exists = Number.isInteger(index) && index >= 0 && index < list.length;
  if (rest.length > 0) {
    const part = exists ? inside(list[index], rest, operation) : undefined;
    return part === undefined ? undefined : list.with(index, part);
  }
  if (op === 'add' && (exists || index === list.length)) return list.toSpliced(index, 0, value);
  if (!exists) return undefined;
  return op === 'remove' ? list.toSpliced(index, 1) : list.with(index, value);
}
