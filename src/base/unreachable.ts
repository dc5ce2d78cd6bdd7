/** Says that a place cannot be reached; the type checker proves it, and a bug throws here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
