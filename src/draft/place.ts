import { quoteName } from '../base/text/name.js';
import type { Option } from '../dsl/document.js';
import type { Attribute, Entity, Ontology, Relationship } from '../ontology/model.js';
import { isCopyOf, labelOf, reach } from './scope.js';
import type { Referent } from './vocabulary.js';

/** An attribute that a word can mean: of an entity, or of the partner in a role of it. */
export interface Candidate {
  /** Where the path starts. */
  readonly owner: Entity;
  /** Roles from there on; usually none. */
  readonly roles: readonly Relationship[];
  /** Whose attribute it is. */
  readonly entity: Entity;
  readonly attribute: Attribute;
}

/** Where a candidate stands for some sources. */
export type Place =
  | { readonly kind: 'one'; readonly path: string; readonly candidate: Candidate }
  | { readonly kind: 'several'; readonly options: readonly Option[] }
  | { readonly kind: 'none'; readonly source: Entity | undefined };

/** An attribute itself. */
export function plainCandidate(entity: Entity, attribute: Attribute): Candidate {
  return { owner: entity, roles: [], entity, attribute };
}

/**
 * The one path by which all sources reach what a word means. `root`: the entity whose rows the
 * expression is written over (a stage's `from`, a measure's entity); without it paths start with an
 * entity's name (S3). Candidates that some source cannot reach are no readings; of those that can, more
 * than one is a question.
 */
export function placeOf(
  ontology: Ontology,
  candidates: readonly Candidate[],
  sources: readonly Entity[],
  root?: Entity,
): Place {
  const originals = candidates.filter(
    (c) =>
      !candidates.some(
        (o) =>
          o !== c &&
          c.roles.length === 0 &&
          o.roles.length === 0 &&
          isCopyOf(ontology, c, o) &&
          canReach(ontology, sources, o),
      ),
  );
  // The attributes of the stage's own rows come first, as they do when the path is read (S3).
  const own = originals.filter((c) => c.owner === root && c.roles.length === 0);
  const open = (own.length > 0 ? own : originals).flatMap((candidate) => {
    const ways = reach(ontology, sources, candidate.owner);
    return ways.kind === 'none' ? [] : [{ candidate, ways }];
  });
  if (open.length === 0) {
    const ways = originals[0] && reach(ontology, sources, originals[0].owner);
    return { kind: 'none', source: ways?.kind === 'none' ? ways.source : undefined };
  }
  const texts = open.flatMap(({ candidate, ways }) =>
    (ways.kind === 'one' ? [ways.text] : ways.options).map((text) => ({
      candidate,
      path: pathOf(candidate, text, root),
      // A role that is called like the entity it leads to is the usual one.
      names: [...text.split('.'), ...candidate.roles.map((r) => r.name)],
    })),
  );
  const shared = sharedPlace(
    ontology,
    sources,
    texts.map((t) => t.candidate),
    root,
  );
  if (shared !== undefined) return shared;
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return { kind: 'one', ...only };
  const usual = texts.filter(({ names }) => names.every((name) => ontology.entities.has(name)));
  return {
    kind: 'several',
    options: texts.map((text) => ({
      label: optionLabel(text.candidate, text.path),
      value: text.path,
      ...(usual.length === 1 && text === usual[0] && { recommended: true }),
    })),
  };
}

/** A role of the only path to what it leads to (of several entities, perhaps): the entity itself says it. */
function sharedPlace(
  ontology: Ontology,
  sources: readonly Entity[],
  candidates: readonly Candidate[],
  root: Entity | undefined,
): Place | undefined {
  const [first] = candidates;
  if (
    first === undefined ||
    !candidates.every((c) => c.roles.length > 0 && c.entity.name === first.entity.name)
  )
    return undefined;
  const ways = reach(ontology, sources, first.entity);
  const candidate = plainCandidate(first.entity, first.attribute);
  return ways.kind === 'one'
    ? { kind: 'one', path: pathOf(candidate, ways.text, root), candidate }
    : undefined;
}

/** The attributes that the referents of a word can mean, boolean ones and coded values left out. */
export function attributeCandidates(referents: readonly Referent[]): readonly Candidate[] {
  return referents.flatMap((r) =>
    r.kind === 'attribute' && r.attribute.type.kind !== 'boolean'
      ? [plainCandidate(r.entity, r.attribute)]
      : [],
  );
}

function canReach(ontology: Ontology, sources: readonly Entity[], candidate: Candidate): boolean {
  return reach(ontology, sources, candidate.owner).kind !== 'none';
}

function pathOf({ roles, attribute }: Candidate, start: string, root: Entity | undefined): string {
  const tail = [...roles.map((r) => r.name), attribute.name].map(quoteName);
  const own = root && quoteName(root.name);
  const steps =
    start === own
      ? tail
      : own !== undefined && start.startsWith(`${own}.`)
        ? [start.slice(own.length + 1), ...tail]
        : [start, ...tail];
  return steps.join('.');
}

function optionLabel({ entity, attribute, roles }: Candidate, path: string): string {
  const role = roles.at(-1);
  const whose = role === undefined ? labelOf(entity) : labelOf(role);
  return `${whose} · ${labelOf(attribute)} (${path})`;
}
