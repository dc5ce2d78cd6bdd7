import type { Definitions } from './base/diagnostic.js';
import type { AllDefinitions } from './base/render.js';
import { bindDefinitions } from './bind/diagnostics.js';
import { dslDefinitions } from './dsl/diagnostics.js';
import { draftDefinitions } from './draft/diagnostics.js';
import { exprDefinitions } from './expr/diagnostics.js';
import { ontologyDefinitions } from './ontology/diagnostics.js';
import { planDefinitions } from './plan/diagnostics.js';
import { qualityDefinitions } from './quality/diagnostics.js';
import { allRules } from './rules/all-rules.js';
import { sqlDefinitions } from './sql/diagnostics.js';

const ruleDefinitions: Definitions = Object.fromEntries(
  allRules.map((law) => [law.name, law.definition as Definitions[string]]),
);

/** The texts of every diagnostic of the rooms that a document passes through, by room. */
export const pureDefinitions: AllDefinitions = {
  expr: exprDefinitions,
  ontology: ontologyDefinitions,
  dsl: dslDefinitions,
  bind: bindDefinitions,
  plan: planDefinitions,
  draft: draftDefinitions,
  quality: qualityDefinitions,
  rule: ruleDefinitions,
  sql: sqlDefinitions,
};
