import type { Limit } from '../dsl/document.js';

/** The average fee and the highest fee asks for one more number: a limit to the first row would answer something else. */
export function cutsToExtreme(
  requirement: string,
  {
    limit,
    measures,
  }: { readonly limit?: Pick<Limit, 'rows'>; readonly measures?: readonly unknown[] },
): boolean {
  const isSaid =
    /\b(?:average|mean|total|sum|number)\b[^.?]*\band (?:the )?(?:highest|lowest|maximum|minimum|largest|smallest)\b/i;
  return limit?.rows === 1 && (measures ?? []).length > 0 && isSaid.test(requirement);
}
