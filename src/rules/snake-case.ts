/** How many characters a name of a table or column may have. */
export const longestName = 64;

/** Whether a name is snake_case of ASCII letters and digits, and not too long: every engine keeps it as it is. */
export function isSnakeCase(name: string): boolean {
  return /^[a-z][a-z\d]*(?:_[a-z\d]+)*$/.test(name) && name.length <= longestName;
}
