import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json-schema.js';
import { readJson } from '../base/json-text.js';
import schema from './approval.schema.json' with { type: 'json' };
import type { Decision, Filed } from './decision.js';
import { gateDiagnostic } from './diagnostics.js';
import { sha256 } from '../base/sha256.js';

/**
 * The decisions of a spec from the files of its `approvals/`. A file that was edited, renamed or copied
 * from elsewhere is reported and counts for nothing; so is one whose predecessor is gone.
 */
export function readDecisions(
  spec: string,
  files: readonly { readonly file: string; readonly text: string }[],
): Checked<readonly Filed[]> {
  const found: Diagnostic[] = [];
  const filed = files.flatMap(({ file, text }) => {
    const [one, problems] = readDecision(spec, file, text);
    found.push(...problems);
    return one === undefined ? [] : [one];
  });
  for (const { file, decision } of filed)
    for (const hash of decision.follows)
      if (!filed.some((f) => f.hash8 === hash && f.decision.gate === decision.gate))
        found.push(
          gateDiagnostic('deleted-decision', '/follows', { gate: decision.gate, hash }, { file }),
        );
  return [filed, found];
}

function readDecision(spec: string, file: string, text: string): Checked<Filed> {
  const { root, problems } = readJson(text);
  const detail = problems[0]?.kind ?? compiled()(root?.value)[0];
  if (root === undefined || detail !== undefined) {
    return [
      undefined,
      [gateDiagnostic('not-a-decision', '', { detail: inWords(detail) }, { file })],
    ];
  }
  const decision = root.value as Decision;
  const hash8 = sha256(text).slice(0, 8);
  const wanted = decisionFile(decision.gate, hash8);
  if (!file.endsWith(`/${wanted}`))
    return [undefined, [gateDiagnostic('edited-decision', '', { file, wanted }, { file })]];
  if (decision.spec !== spec) {
    const params = { spec, other: decision.spec, gate: decision.gate };
    return [undefined, [gateDiagnostic('other-spec', '/spec', params, { file })]];
  }
  return [{ hash8, file, decision }, []];
}

function inWords(problem: string | SchemaProblem | undefined): string {
  if (problem === undefined) return 'syntax';
  return typeof problem === 'string' ? problem : `${problem.kind} ${problem.path}`;
}

/** The name of a decision's file in `approvals/`. */
export function decisionFile(gate: string, hash8: string): string {
  return `${gate}-${hash8}.json`;
}

/** The text of a decision's file: the same for the same decision. */
export function decisionText(decision: Decision): string {
  return `${JSON.stringify(decision, null, 2)}\n`;
}

let schemaCheck: SchemaCheck | undefined;

function compiled(): SchemaCheck {
  schemaCheck ??= compileSchema(schema);
  return schemaCheck;
}
