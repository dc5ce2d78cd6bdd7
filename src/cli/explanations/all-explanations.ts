import { archiveExplanations } from './archive.js';
import { bindExplanations } from './bind.js';
import { cliExplanations, gateTroubleExplanations, templateExplanations } from './cli.js';
import { dataExplanations, engineExplanations } from './data.js';
import { definitionExplanations } from './definition.js';
import type { Explanations } from './explanation.js';
import { graphExplanations } from './graph.js';
import { migrateExplanations } from './migrate.js';
import {
  configTroubleExplanations,
  evaluateExplanations,
  llmExplanations,
  workspaceExplanations,
} from './outside.js';
import {
  correctExplanations,
  interopExplanations,
  qualityExplanations,
  taskExplanations,
} from './quality.js';
import { gateExplanations, specExplanations } from './spec.js';
import {
  configExplanations,
  draftExplanations,
  dslExplanations,
  exprExplanations,
  ontologyExplanations,
} from './texts.js';

/** Examples of codes whose definitions have none, and why troubles are there; by room. */
export const allExplanations: Readonly<Record<string, Explanations>> = {
  expr: exprExplanations,
  ontology: ontologyExplanations,
  dsl: dslExplanations,
  bind: bindExplanations,
  draft: draftExplanations,
  quality: qualityExplanations,
  config: { ...configExplanations, ...configTroubleExplanations },
  correct: correctExplanations,
  interop: interopExplanations,
  task: taskExplanations,
  spec: specExplanations,
  archive: archiveExplanations,
  data: dataExplanations,
  definition: definitionExplanations,
  engine: engineExplanations,
  gate: { ...gateExplanations, ...gateTroubleExplanations },
  graph: graphExplanations,
  cli: cliExplanations,
  llm: llmExplanations,
  migrate: migrateExplanations,
  workspace: workspaceExplanations,
  evaluate: evaluateExplanations,
  template: templateExplanations,
};
