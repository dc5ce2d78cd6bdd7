const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** How many terminal columns a text takes; marks and invisible characters take none. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, c) => {
    if (/[\p{M}\p{Cc}\p{Cf}]/u.test(c)) return sum;
    return sum + (wide.test(c) ? 2 : 1);
  }, 0);
}
