import type { Diagnostic, Language } from '../../base/diagnostic.js';
import { openSource } from '../../base/json/json-source.js';
import {
  renderJson,
  renderText,
  type RenderedDiagnostic,
  type Sources,
} from '../../base/render.js';
import { allDefinitions } from '../all-definitions.js';

/** Diagnostics in words, for people and for programs, shown in the texts of their files. */
export async function rendered(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  language: Language,
): Promise<{ readonly text: string; readonly json: readonly RenderedDiagnostic[] }> {
  const sources = await sourcesOf(diagnostics, texts);
  return {
    text: renderText(diagnostics, allDefinitions, language, sources),
    json: diagnostics.map((d) => renderJson(d, allDefinitions, language, sources)),
  };
}

/** Only of the files that are named: a YAML reader that knows places costs more than most commands. */
async function sourcesOf(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
): Promise<Sources> {
  const names = new Set(diagnostics.map((d) => d.file));
  const opened = await Promise.all(
    [...texts].flatMap(([file, text]) =>
      names.has(file) ? [openSource(file, text).then((source) => [file, source] as const)] : [],
    ),
  );
  return new Map(opened);
}
