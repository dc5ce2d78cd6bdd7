import type { RenderedDiagnostic } from '../../base/render.js';
import type { FormatInput } from './format.js';

/** Workflow commands of GitHub Actions: one line for each finding, shown at its place in a change. */
export function github({ diagnostics, failure }: FormatInput): string {
  const failed =
    failure === undefined
      ? []
      : [`::error title=${property(failure.code)}::${data(failure.message)}`];
  return [...diagnostics.map(commandOf), ...failed].map((line) => `${line}\n`).join('');
}

function commandOf(diagnostic: RenderedDiagnostic): string {
  const { code, severity, file, line, column, message, hint, path } = diagnostic;
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`, `col=${column ?? 1}`]),
    `title=${property(code)}`,
  ];
  const place = path === '' ? '' : ` (${path})`;
  const told = hint === undefined ? message : `${message}\n${hint}`;
  return `::${severity} ${properties.join(',')}::${data(`${told}${place}`)}`;
}

/** Text after the second `::`: line ends would begin another command, controls would steer the terminal that shows the log. */
function data(text: string): string {
  const shown = text.replace(/(?![\r\n])\p{Cc}|\p{Cs}/gu, '');
  return shown.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property's value ends at a comma or colon. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
