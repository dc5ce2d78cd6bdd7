import { packOntology, type Directory } from '../../ontology/packed.js';
import { inThreads, specThread } from '../threads.js';
import type { Asked, OfSpec } from './work-on-specs.js';
import type { SpecView, SpecWorks } from './spec-work.js';

/** What a thread is told as it starts: a view without what cannot be sent, and which work is asked for. */
export interface ThreadStart {
  readonly kind: keyof SpecWorks;
  readonly root: string;
  readonly config: SpecView['project']['config'];
  readonly dialects: readonly string[];
  readonly language: SpecView['language'];
  readonly delivered: SpecView['delivered'];
  readonly timezone?: string;
  readonly directory: Directory;
  /** The definitions, in memory that all threads see. */
  readonly body: SharedArrayBuffer;
}

/** The same as `workOnSpecs` for portions of specs, in threads that read the ontology as it was read here. */
export function workInThreads<K extends keyof SpecWorks>(
  { view, kind, signal }: Asked<K>,
  portions: readonly (readonly string[])[],
  threads: number,
): AsyncGenerator<readonly OfSpec<SpecWorks[K]>[]> {
  const { project, ontology, dialects, language, delivered } = view;
  const { directory, body } = packOntology(ontology);
  const shared = new SharedArrayBuffer(body.length);
  new Uint8Array(shared).set(body);
  const start: ThreadStart = {
    kind,
    root: project.root,
    config: project.config,
    dialects: dialects.map(({ name }) => name),
    language,
    delivered,
    ...(ontology.timezone !== undefined && { timezone: ontology.timezone }),
    directory,
    body: shared,
  };
  return inThreads(specThread, start, portions, { threads, signal }) as AsyncGenerator<
    readonly OfSpec<SpecWorks[K]>[]
  >;
}
