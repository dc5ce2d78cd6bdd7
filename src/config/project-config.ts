import { at, hasErrors, type Checked, type Diagnostic } from '../base/diagnostic.js';
import { suggest } from '../base/text/suggest.js';
import { isTimeZone, timeZoneNames } from '../base/time/time-zones.js';
import { gates, type Gate } from '../gates/gate.js';
import { allDialects, dialectNamed } from '../sql/dialects/all-dialects.js';
import { configDiagnostic } from './diagnostics.js';
import type { ModelSection } from './model-section.js';
import { readSettings } from './read-settings.js';
import schema from './project.schema.json' with { type: 'json' };

/** The settings of one project, with the defaults in. Folders are relative to the project. */
export interface ProjectConfig extends ModelSection {
  readonly name?: string;
  readonly language?: 'en' | 'zh';
  /** IANA name. */
  readonly timezone?: string;
  readonly ontology: string;
  readonly specs: string;
  /** Names of dialects that there are. */
  readonly dialects: readonly string[];
  /** As `duckdb:FILE`. */
  readonly database?: string;
  /** Gates at which people decide. */
  readonly gates: readonly Gate[];
  readonly approvals?: { readonly auto?: readonly Gate[] };
}

/** The name of the file that makes a folder a project. */
export const projectFile = 'dataagent.yaml';

/** Reads `dataagent.yaml`; every key that is not a setting is reported with the nearest that is. */
export function readProjectConfig(text: string): Checked<ProjectConfig> {
  const [value, form] = readSettings(text, schema);
  if (value === undefined) return [undefined, form];
  const config = { ...builtInSettings, ...(value as Partial<ProjectConfig>) };
  const found = [...checkDialects(config), ...checkTimeZone(config)];
  return [hasErrors(found) ? undefined : config, found];
}

/** What holds where neither a project nor its user says anything. */
export const builtInSettings = {
  ontology: 'ontology',
  specs: 'specs',
  dialects: ['maxcompute', 'duckdb'],
  gates,
} as const;

function checkDialects({ dialects }: ProjectConfig): readonly Diagnostic[] {
  return dialects.flatMap((name, i) => {
    if (dialectNamed(name) !== undefined) return [];
    const names = allDialects.map((d) => d.name);
    const near = suggest(name, names);
    const allowed = near.length > 0 ? near : names;
    return [configDiagnostic('unknown-dialect', at('/dialects', i), { name }, { allowed })];
  });
}

function checkTimeZone({ timezone }: ProjectConfig): readonly Diagnostic[] {
  if (timezone === undefined || isTimeZone(timezone)) return [];
  const allowed = suggest(timezone, timeZoneNames());
  return [configDiagnostic('unknown-time-zone', '/timezone', { name: timezone }, { allowed })];
}
