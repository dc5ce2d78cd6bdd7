import type { Level } from '../../base/diagnostic.js';
import type { RenderedDiagnostic } from '../../base/render.js';
import type { FormatInput } from './format.js';

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0, as code scanning reads it: one run, a rule for each code that was found. */
export function sarif({ diagnostics, failure, version }: FormatInput): string {
  const codes = [...new Set(diagnostics.map((d) => d.code))].toSorted();
  const rules = codes.map((code) => ruleOf(diagnostics.find((d) => d.code === code)!));
  const results = diagnostics.map((d) => resultOf(d, codes.indexOf(d.code)));
  const failed = failure !== undefined && {
    invocations: [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            descriptor: { id: failure.code },
            message: { text: plain(failure.message) },
          },
        ],
      },
    ],
  };
  const driver = { name: 'dataagent', version, semanticVersion: version, rules };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', ...failed, results };
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

const levels: Readonly<Record<Level, string>> = {
  1: 'form',
  2: 'references',
  3: 'meaning',
  4: 'standards',
  5: 'policy',
  6: 'behaviour',
};

function ruleOf({ code, level, severity, why }: RenderedDiagnostic): object {
  return {
    id: code,
    name: code.replace(/[^a-z]+([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plain(why === '' ? code : why) },
    help: { text: `dataagent explain ${code}` },
    defaultConfiguration: { level: severity },
    properties: { tags: [levels[level]] },
  };
}

function resultOf(diagnostic: RenderedDiagnostic, ruleIndex: number): object {
  const { code, severity, message, hint, file, path, line, column } = diagnostic;
  const text = plain(hint === undefined ? message : `${message} (${hint})`);
  const region = line !== undefined && { region: { startLine: line, startColumn: column ?? 1 } };
  const physical = file !== undefined && {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region },
  };
  const logical = path !== '' && {
    logicalLocations: [{ fullyQualifiedName: path, kind: 'element' }],
  };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text },
    locations: physical || logical ? [{ ...physical, ...logical }] : [],
  };
}

/** SARIF reads `[text](target)` as a link and `{0}` as an argument: what looks like one in a message is neither. */
function plain(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&').replace(/[{}]/g, '$&$&');
}

/** A path as a URI reference: relative where the file is below the project. */
function uriOf(file: string): string {
  // Half a character has no form in a URI.
  const whole = file.replaceAll('\\', '/').replace(/\p{Cs}/gu, '\uFFFD');
  const path = whole.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
