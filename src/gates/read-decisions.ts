import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { compileSchema, type SchemaCheck, type SchemaProblem } from '../base/json/json-schema.js';
import { readJson } from '../base/json/json-text.js';
import schema from './approval.schema.json' with { type: 'json' };
import type { Decision, Filed } from './decision.js';
import { gateDiagnostic } from './diagnostics.js';
import { meaningHash, tableForm } from './meaning.js';
import { shortHash } from './short-hash.js';
import { sha256 } from '../base/sha256.js';

/**
 * The decisions of a spec from the files of its `approvals/`. A file that was edited, renamed or copied
 * from elsewhere is reported and counts for nothing, and so is one that says two things; one that another
 * names and that is gone is reported.
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
  // What was edited is there, and reported itself.
  const there = new Set(files.map(({ file }) => file.slice(file.lastIndexOf('/') + 1)));
  for (const { file, decision } of filed)
    for (const [place, name] of namedBy(decision))
      if (!there.has(`${name}.json`))
        found.push(gateDiagnostic('deleted-decision', place, { name }, { file }));
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
  if (!isOneThing(decision))
    return [undefined, [gateDiagnostic('contradictory-decision', '/meaning', {}, { file })]];
  return [{ hash8, file, decision }, []];
}

/** Whether the hash that was decided on is that of the parts, and the delivered tables are among them. */
function isOneThing({ gate, meaning, parts, tables = {} }: Decision): boolean {
  return (
    meaning === meaningHash(gate, parts) &&
    Object.entries(tables).every(
      ([name, table]) => parts[`table ${name}`] === shortHash(tableForm(table)),
    )
  );
}

/** The decisions that one names, and where. */
function namedBy({ gate, follows, rests_on: rests = [] }: Decision) {
  return [
    ...follows.map((hash) => ['/follows', `${gate}-${hash}`] as const),
    ...rests.map((name) => ['/rests_on', name] as const),
  ];
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
