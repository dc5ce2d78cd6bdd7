import type { Diagnostic } from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import { specDiagnostic } from './diagnostics.js';
import type { Spec } from './spec.js';

/** The requirement numbers that headings of `requirement.md` define, in written order, with their offsets. */
export function requirementsOf(
  text: string,
): readonly { readonly id: string; readonly offset: number }[] {
  return Array.from(text.matchAll(/^#{2,6}\s+(REQ-\d{3,})\b/gm), (m) => ({
    id: m[1]!,
    offset: m.index + m[0].length - m[1]!.length,
  }));
}

/** Traceability (design section 7): numbers are defined once, documents name only those, each is satisfied. */
export function checkRequirements(
  spec: Spec,
  satisfies: readonly { readonly file: string; readonly ids: readonly string[] }[],
): readonly Diagnostic[] {
  const path = `${spec.folder}/requirement.md`;
  const file = spec.requirement?.file;
  const defined = requirementsOf(spec.requirement?.text ?? '');
  if (file === undefined || defined.length === 0)
    return [
      specDiagnostic('no-requirement', '', { file: path }, { file: `${spec.folder}/spec.yaml` }),
    ];
  const ids = defined.map((d) => d.id);
  const repeated = defined.filter((d, i) => ids.indexOf(d.id) !== i);
  const named = new Set(satisfies.flatMap((s) => s.ids));
  return [
    ...repeated.map(({ id, offset }) =>
      specDiagnostic(
        'repeated-requirement',
        '',
        { requirement: id },
        { file, offset, length: id.length },
      ),
    ),
    ...satisfies.flatMap((s) =>
      s.ids.flatMap((id, i) =>
        ids.includes(id)
          ? []
          : [
              specDiagnostic(
                'unknown-requirement',
                `/satisfies/${i}`,
                { requirement: id },
                {
                  file: s.file,
                  allowed: suggest(id, ids),
                },
              ),
            ],
      ),
    ),
    ...defined
      .filter((d, i) => !named.has(d.id) && ids.indexOf(d.id) === i)
      .map(({ id, offset }) =>
        specDiagnostic(
          'uncovered-requirement',
          '',
          { requirement: id },
          { file, offset, length: id.length },
        ),
      ),
  ];
}
