import { workerData } from 'node:worker_threads';
import { indexOf, rememberIndex } from '../ontology/index-of.js';
import { openPacked } from '../ontology/packed.js';
import { dialectNamed } from './options/dialect.js';
import type { SpecView } from './specs/spec-work.js';
import type { ThreadStart } from './specs/work-in-threads.js';
import { workOnSpec, type OfSpec } from './specs/work-on-specs.js';
import { answerJobs } from './threads.js';

// What each thread of `work-in-threads.ts` runs: the work that it was started for, on names of specs.
const start = workerData as ThreadStart;
const view = viewOf(start);
answerJobs(async (names) => {
  const done: OfSpec<unknown>[] = [];
  for (const name of names as readonly string[])
    done.push(await workOnSpec(view, start.kind, name));
  return done;
});

function viewOf(told: ThreadStart): SpecView {
  const { root, config, dialects, language, delivered, timezone, directory, body } = told;
  const bytes = new Uint8Array(body);
  // A decoder takes no memory that is shared.
  const packed = openPacked(directory, (from, to) => bytes.slice(from, to));
  const ontology = { ...packed, ...(timezone !== undefined && { timezone }) };
  rememberIndex(ontology, indexOf(packed));
  const project = { root, config, texts: new Map<string, string>() };
  return { project, ontology, dialects: dialects.map(dialectNamed), language, delivered };
}
