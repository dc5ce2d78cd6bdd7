import { hasErrors } from '../../../base/diagnostic.js';
import { check } from '../../../compile.js';
import { formatDocument } from '../../../dsl/canonical.js';
import type { Document } from '../../../dsl/document.js';
import { answered, filled, withAnswers } from '../../../stages/spec/clarifications.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import type { Spec } from '../../../workspace/spec.js';
import { draftFrom } from '../../models/drafting.js';
import type { Work } from '../../project/project.js';
import type { Given } from './asked.js';

/**
 * A document with what was answered: options where they have their place, words where they name what may
 * stand there. Where nobody has changed the document since it was drafted, words of the requirement that had
 * no meaning get that of the answer; `requirement` is its text with the answers in it.
 */
export async function answeredDocument(
  work: Work,
  spec: Spec,
  document: Document,
  given: readonly Given[],
  requirement: string,
): Promise<Document> {
  const made = given.reduce((d, answer) => withAnswer(work, d, answer), document);
  if (given.every(({ option, asked }) => option !== undefined || asked.hole.at !== '')) return made;
  const before = await drafted(work, spec, document, spec.requirement?.text ?? '');
  if (before === undefined || formatDocument(before) !== formatDocument(document)) return made;
  const again = await drafted(work, spec, document, requirement);
  return again !== undefined && openIn(again) < openIn(made) ? again : made;
}

function withAnswer({ ontology }: Work, document: Document, { asked, option, text }: Given) {
  const { hole } = asked;
  if (option !== undefined) return filled(document, hole, option.value);
  if (hole.at === '') return document;
  const named = filled(document, hole, text.trim());
  return hasErrors(check(formatDocument(named), ontology)[1]) ? document : named;
}

/** The document as it is drafted from its requirements, and what was answered about them. */
async function drafted(
  { project, ontology }: Work,
  { meta }: Spec,
  { as_of: asOf = meta.as_of, satisfies }: Document,
  requirement: string,
): Promise<Document | undefined> {
  const text = requirementText(requirement, satisfies);
  const known = answered(requirement);
  const { document } = await draftFrom(text, ontology, project, asOf, satisfies, known);
  return document && withAnswers(document, requirement);
}

function openIn({ unresolved }: Document): number {
  return unresolved?.length ?? 0;
}
