import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakOf } from './scale-costs.js';
import { timed } from './times.js';

/** What `dataagent check` costs over many specs, in milliseconds and megabytes. */
export interface SpecCost {
  readonly specs: number;
  readonly checkMs: number;
  readonly checkMB: number;
  readonly perSpecMs: number;
  readonly statusMs: number;
}

const root = join(import.meta.dirname, '../..');

/** The specs of the demo, each copied under many names, checked by the built program. */
export function specCosts(count: number): SpecCost {
  const folder = mkdtempSync(join(tmpdir(), 'dataagent-bench-'));
  try {
    cpSync(join(root, 'ontology'), join(folder, 'ontology'), { recursive: true });
    cpSync(join(root, 'dataagent.yaml'), join(folder, 'dataagent.yaml'));
    const specs = readdirSync(join(root, 'specs')).filter((name) => /^\d/.test(name));
    for (let i = 0; i < count; i++) copySpec(folder, specs[i % specs.length]!, i);
    const bin = join(root, 'bin/dataagent.js');
    let checkMB = 0;
    const one = timed(() => peakOf([bin, 'check', specName(specs[0]!, 0)], folder));
    const checkMs = timed(() => (checkMB = peakOf([bin, 'check'], folder)));
    const statusMs = timed(() => peakOf([bin, 'status'], folder));
    return { specs: count, checkMs, checkMB, perSpecMs: (checkMs - one) / (count - 1), statusMs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function specName(spec: string, i: number): string {
  return `${String(i + 1).padStart(5, '0')}-${spec.replace(/^\d+-/, '')}`;
}

function copySpec(folder: string, spec: string, i: number): void {
  const name = specName(spec, i);
  const from = join(root, 'specs', spec);
  const to = join(folder, 'specs', name);
  mkdirSync(to, { recursive: true });
  // A decision is about one spec: copies have none.
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('approvals') });
  const file = join(to, 'spec.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^id: .*$/m, `id: ${name}`));
}
