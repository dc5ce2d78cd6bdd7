import type { ParsedExpr, TimeUnit } from './expr.js';
import { types } from './type.js';

/**
 * Other spellings of functions and operators that mean exactly the same. The parser reads them as
 * the one canonical call, so that a document has one form (S16) and no later room meets two names.
 * Absent on purpose: names whose meaning differs between engines (`datediff`, `dayofweek`, `to_char`).
 */
export function canonicalCall(
  name: string,
  args: readonly ParsedExpr[],
): { readonly name: string; readonly args: readonly ParsedExpr[] } {
  const renamed = renames.get(name);
  if (renamed !== undefined) return { name: renamed, args };
  const unit = addUnits.get(name);
  if (unit !== undefined && args.length === 2)
    return { name: 'date_add', args: [stringOf(unit), args[1]!, args[0]!] };
  if (name === 'strftime' && args.length === 2) {
    const format = args[1]!;
    const pattern = format.kind === 'literal' ? patternOf(format.value ?? '') : undefined;
    if (pattern !== undefined)
      return {
        name: 'format_date',
        args: [args[0]!, { ...stringOf(pattern), ...(format.span && { span: format.span }) }],
      };
  }
  return { name, args };
}

const renames = new Map([
  ['ceiling', 'ceil'],
  ['char_length', 'length'],
  ['dow', 'day_of_week'],
  ['get_json_object', 'json_string'],
  ['ifnull', 'coalesce'],
  ['json_extract_string', 'json_string'],
  ['nvl', 'coalesce'],
  ['pow', 'power'],
  ['start_of', 'date_trunc'],
  ['substr', 'substring'],
]);

const addUnits = new Map<string, TimeUnit>([
  ['add_seconds', 'second'],
  ['add_minutes', 'minute'],
  ['add_hours', 'hour'],
  ['add_days', 'day'],
  ['add_weeks', 'week'],
  ['add_months', 'month'],
  ['add_quarters', 'quarter'],
  ['add_years', 'year'],
]);

const directives = new Map([
  ['%Y', 'yyyy'],
  ['%m', 'MM'],
  ['%d', 'dd'],
  ['%H', 'HH'],
  ['%M', 'mm'],
  ['%S', 'ss'],
]);

/** A `strftime` format as a pattern of `format_date`, where it has only parts that both know. */
function patternOf(format: string): string | undefined {
  const parts = format.match(/%.|[^%]/gu) ?? [];
  const pattern = parts.map((part) =>
    part.startsWith('%') ? directives.get(part) : /[\p{L}']/u.test(part) ? undefined : part,
  );
  return pattern.includes(undefined) ? undefined : pattern.join('');
}

function stringOf(value: string): ParsedExpr & { readonly kind: 'literal' } {
  return { kind: 'literal', type: types.string, value };
}
