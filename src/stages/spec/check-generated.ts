import type { Diagnostic } from '../../base/diagnostic.js';
import { sha256 } from '../../base/sha256.js';
import { toolVersion } from '../../base/tool-version.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import type { Spec } from '../../workspace/spec.js';
import { manifestOf, type Manifest } from '../generate.js';

/**
 * Generated files are made again and compared; nothing else may lie among them. Before anything was made
 * or accepted that is said as what it is. What another version of the tool printed, and nobody has touched
 * since, is a warning with its fix; where all agree with their manifest but their sources make others, that
 * is said once; anything else is an edit.
 */
export function checkGenerated(
  spec: Spec,
  wanted: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const folder = `${spec.folder}/generated/`;
  const present = new Map(spec.generated.map((g) => [g.file.slice(folder.length), g.text]));
  const isAsWanted =
    present.size === wanted.size && [...wanted].every(([path, text]) => present.get(path) === text);
  if (isAsWanted) return [];
  const named = { spec: spec.name };
  if (present.size === 0 && !wasGenerated(spec))
    return [specDiagnostic('not-generated', '', named, { file: `${spec.folder}/spec.yaml` })];
  const made = manifestOf(spec.generated);
  if (made !== undefined && isAsMade(made, present)) {
    const file = `${folder}manifest.json`;
    const versions = { ...named, tool: made.tool, own: toolVersion };
    return isOtherPrinter(made, wanted)
      ? [specDiagnostic('other-printer', '/tool', versions, { file })]
      : [specDiagnostic('outdated-files', '', named, { file })];
  }
  const paths = [...new Set([...wanted.keys(), ...present.keys()])];
  return paths.flatMap((path) =>
    differing(spec.name, folder + path, present.get(path), wanted.get(path)),
  );
}

/** Whether somebody has accepted, or a run has observed, what was generated. */
function wasGenerated({ approvals, report }: Spec): boolean {
  return report !== undefined || approvals.some(({ file }) => /\/G4-[^/]*$/.test(file));
}

function differing(
  spec: string,
  file: string,
  present: string | undefined,
  wanted: string | undefined,
): readonly Diagnostic[] {
  if (present === wanted) return [];
  if (present === undefined) return [specDiagnostic('missing-file', '', { file, spec }, { file })];
  if (wanted === undefined) return [specDiagnostic('leftover-file', '', { file, spec }, { file })];
  const { line, made, offset, length } = firstDifference(present, wanted);
  return [specDiagnostic('edited-file', '', { file, spec, line, made }, { file, offset, length })];
}

/** The first line that differs: its number from 1, what it would be, and where it stands. */
function firstDifference(present: string, wanted: string) {
  const [lines, others] = [present.split('\n'), wanted.split('\n')];
  const index = lines.findIndex((line, i) => line !== others[i]);
  const first = index < 0 ? lines.length - 1 : index;
  const offset = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
  const made = (others[first] ?? '').trim();
  return { line: first + 1, made, offset, length: Math.max(1, lines[first]!.length) };
}

/** Whether another version of the tool printed these very documents. */
function isOtherPrinter(made: Manifest, wanted: ReadonlyMap<string, string>): boolean {
  const { documents } = JSON.parse(wanted.get('manifest.json') ?? '{}') as Partial<Manifest>;
  return made.tool !== toolVersion && JSON.stringify(made.documents) === JSON.stringify(documents);
}

/** Whether every file is there with the bytes that the manifest names, and no other. */
function isAsMade({ files }: Manifest, present: ReadonlyMap<string, string>): boolean {
  const paths = [...present.keys()].filter((path) => path !== 'manifest.json');
  return (
    paths.length === Object.keys(files).length &&
    paths.every((path) => files[path] === sha256(present.get(path)!))
  );
}
