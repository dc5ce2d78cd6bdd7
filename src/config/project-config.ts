import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { compileSchema, type SchemaProblem } from '../base/json-schema.js';
import { suggest } from '../base/suggest.js';
import { unreachable } from '../base/unreachable.js';
import { readYaml } from '../base/yaml.js';
import { configDiagnostic } from './diagnostics.js';
import schema from './project.schema.json' with { type: 'json' };

/** The settings of one project, with the defaults in. Folders are relative to the project. */
export interface ProjectConfig {
  readonly name?: string;
  readonly language?: 'en' | 'zh';
  readonly timezone?: string;
  readonly ontology: string;
  readonly specs: string;
  readonly dialects: readonly string[];
  readonly database?: string;
}

/** The name of the file that makes a folder a project. */
export const projectFile = 'dataagent.yaml';

/** Reads `dataagent.yaml`; every key that is not a setting is reported with the nearest that is. */
export function readProjectConfig(text: string): Checked<ProjectConfig> {
  const { documents, problem } = readYaml(text);
  if (problem !== undefined)
    return [
      undefined,
      [
        configDiagnostic(
          'unreadable',
          problem.path,
          { detail: problem.detail || problem.kind },
          {
            file: projectFile,
            ...(problem.offset !== undefined && { offset: problem.offset }),
          },
        ),
      ],
    ];
  const value = documents[0] ?? {};
  const form: object = schema;
  const found = compileSchema(form)(value).map(worded);
  if (found.length > 0) return [undefined, found];
  return [{ ...defaults, ...(value as Partial<ProjectConfig>) }, []];
}

const defaults = {
  ontology: 'ontology',
  specs: 'specs',
  dialects: ['maxcompute', 'duckdb'],
} as const;

function worded(problem: SchemaProblem): Diagnostic {
  const file = projectFile;
  switch (problem.kind) {
    case 'unknown-key':
      return configDiagnostic(
        'unknown-key',
        problem.path,
        { key: problem.key },
        {
          file,
          allowed: suggest(problem.key, problem.allowed),
        },
      );
    case 'missing-key':
      return configDiagnostic(
        'wrong-value',
        problem.path,
        { expected: `with "${problem.key}"` },
        { file },
      );
    case 'wrong-shape':
      return configDiagnostic(
        'wrong-value',
        problem.path,
        { expected: `a ${problem.expected.join(' or ')}` },
        { file },
      );
    case 'unknown-value':
      return configDiagnostic(
        'wrong-value',
        problem.path,
        { expected: problem.allowed.map((a) => `"${a}"`).join(' or ') },
        { file, allowed: problem.allowed },
      );
    case 'out-of-range':
      return configDiagnostic(
        'wrong-value',
        problem.path,
        { expected: `${problem.keyword} ${problem.limit}` },
        { file },
      );
    default:
      return unreachable(problem);
  }
}
