import type { RenderedDiagnostic } from '../../base/render.js';
import type { FormatInput } from './format.js';

/** JUnit XML: a suite for each file, a failed case for each error, a case with output for each warning. */
export function junit({ diagnostics, failure, command }: FormatInput): string {
  const files = [...new Set(diagnostics.map((d) => d.file ?? ''))];
  const suites = files.map((file) => {
    const own = diagnostics.filter((d) => (d.file ?? '') === file);
    return suiteOf(file === '' ? command : file, own.map(caseOf), failures(own), 0);
  });
  const name = `dataagent ${command}`;
  const broken =
    failure === undefined
      ? []
      : [
          suiteOf(
            command,
            [
              element(
                'testcase',
                { name: failure.code, classname: command },
                element('error', { message: failure.message }, ''),
              ),
            ],
            0,
            1,
          ),
        ];
  const clean =
    suites.length + broken.length > 0 ? [] : [suiteOf(command, [passed(name, command)], 0, 0)];
  const total = {
    name,
    tests: Math.max(1, diagnostics.length + broken.length),
    failures: failures(diagnostics),
    errors: broken.length,
  };
  const body = [...suites, ...broken, ...clean].join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', total, `\n${body}\n`)}\n`;
}

function suiteOf(name: string, cases: readonly string[], failed: number, errors: number): string {
  return element(
    'testsuite',
    { name, tests: cases.length, failures: failed, errors },
    `\n${cases.join('\n')}\n`,
  );
}

function caseOf(diagnostic: RenderedDiagnostic): string {
  const { code, severity, message, path, line, column } = diagnostic;
  const place = line === undefined ? path : `${line}:${column ?? 1} ${path}`;
  const attributes = { name: `${code} ${place}`.trim(), classname: diagnostic.file ?? 'dataagent' };
  const told = textOf(diagnostic);
  const inside =
    severity === 'error'
      ? element('failure', { type: code, message }, escaped(told))
      : element('system-out', {}, escaped(`warning: ${told}`));
  return element('testcase', attributes, inside);
}

function textOf({ message, why, hint }: RenderedDiagnostic): string {
  return [message, why, hint ?? ''].filter((line) => line !== '').join('\n');
}

function passed(name: string, classname: string): string {
  return element('testcase', { name, classname }, '');
}

function failures(diagnostics: readonly RenderedDiagnostic[]): number {
  return diagnostics.filter((d) => d.severity === 'error').length;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: string,
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) =>
      ` ${key}="${escaped(String(value)).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)}"`,
  );
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** Text of XML 1.0: its signs as entities, and no character that it cannot hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
