import type { Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { folded } from '../base/text/name.js';
import { closest, suggest } from '../base/text/suggest.js';
import type { Literal, ParsedExpr } from '../expr/expr.js';
import { walk } from '../expr/visit.js';
import type { Attribute } from '../ontology/model.js';
import { bindDiagnostic } from './diagnostics.js';
import { replaceAt } from './place.js';

/**
 * Literals that are compared with an attribute of coded values (枚举): each must be one of its codes.
 * The label or a synonym of a code in its place has one repair; anything else is never in the data.
 */
export function checkCodes(
  expr: ParsedExpr,
  attributeOf: (names: readonly string[]) => Attribute | undefined,
  path: JsonPointer,
  text: string | undefined,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const compare = (subject: ParsedExpr, others: readonly ParsedExpr[]): void => {
    if (subject.kind !== 'reference' || subject.to.kind !== 'path') return;
    const attribute = attributeOf(subject.to.names);
    if (attribute?.values === undefined) return;
    for (const other of others)
      if (other.kind === 'literal' && other.value !== null)
        found.push(...checkCode(attribute, other, other.value, path, text));
  };
  walk(expr, (node) => {
    if (node.kind === 'in') compare(node.operand, node.list);
    if (node.kind === 'case' && node.operand !== undefined)
      compare(
        node.operand,
        node.whens.map((w) => w.when),
      );
    if (node.kind === 'binary' && equalities.has(node.operator)) {
      compare(node.left, [node.right]);
      compare(node.right, [node.left]);
    }
  });
  return found;
}

const equalities = new Set(['=', '<>', 'is distinct from', 'is not distinct from']);

function checkCode(
  attribute: Attribute,
  literal: Literal,
  value: string,
  path: JsonPointer,
  text: string | undefined,
): readonly Diagnostic[] {
  const values = [...(attribute.values ?? [])];
  if (values.some(([code]) => code === value)) return [];
  const { span } = literal;
  const details = span === undefined ? {} : { offset: span.start, length: span.end - span.start };
  const called = values.filter(([, { label, synonyms }]) =>
    [label, ...synonyms].some((word) => folded(word) === folded(value)),
  );
  const [meant, second] = called;
  if (meant !== undefined && second === undefined) {
    const code = codeLiteral(attribute, meant[0]);
    const fix = replaceAt({ path, details, ...(text !== undefined && { text }) }, code);
    const params = { label: value, code, attribute: attribute.name };
    return [
      bindDiagnostic('label-for-code', path, params, {
        ...details,
        allowed: [meant[0]],
        ...(fix !== undefined && { fix }),
      }),
    ];
  }
  const codes = values.map(([code]) => code);
  const slip = closest(value, codes);
  const fix =
    slip === undefined
      ? undefined
      : replaceAt(
          { path, details, ...(text !== undefined && { text }) },
          codeLiteral(attribute, slip),
        );
  const near = suggest(value, codes);
  const allowed = [...near, ...codes.filter((c) => !near.includes(c))];
  const shown = values.map(([code, { label }]) => (label === code ? code : `${code} (${label})`));
  return [
    bindDiagnostic(
      'unknown-code',
      path,
      { code: value, attribute: attribute.name, codes: shown },
      { ...details, allowed, ...(fix !== undefined && { fix }) },
    ),
  ];
}

/** A code as a literal of the attribute's type. */
function codeLiteral(attribute: Attribute, code: string): string {
  const quoted = `'${code.replaceAll("'", "''")}'`;
  const { kind } = attribute.type;
  if (kind === 'date' || kind === 'timestamp') return `${kind} ${quoted}`;
  return bare.has(kind) ? code : quoted;
}

/** Types whose literals stand without quotes. */
const bare = new Set<string>(['bigint', 'decimal', 'double', 'boolean']);
