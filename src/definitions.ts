import type { Definitions } from './base/diagnostic.js';
import type { AllDefinitions } from './base/render.js';
import { bindDefinitions } from './bind/diagnostics.js';
import { dslDefinitions } from './dsl/diagnostics.js';
import { draftDiagnostics } from './draft/diagnostics.js';
import { exprDiagnostics } from './expr/diagnostics.js';
import { ontologyDefinitions } from './ontology/diagnostics.js';
import { planDefinitions } from './plan/diagnostics.js';
import { qualityDefinitions } from './quality/diagnostics.js';
import { allRules } from './rules/all-rules.js';
import { sqlDiagnostics } from './sql/diagnostics.js';

const ruleDefinitions: Definitions = Object.fromEntries(
  allRules.map((law) => [law.name, law.definition as Definitions[string]]),
);

/** The texts of every diagnostic of the pure rooms, by room: what `render` and `explain` read. */
export const allDefinitions: AllDefinitions = {
  expr: exprDiagnostics,
  ontology: ontologyDefinitions,
  dsl: dslDefinitions,
  bind: bindDefinitions,
  plan: planDefinitions,
  draft: draftDiagnostics,
  quality: qualityDefinitions,
  rule: ruleDefinitions,
  sql: sqlDiagnostics,
};
