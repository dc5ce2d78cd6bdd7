import type { TroubleDefinition } from '../base/trouble.js';
import { configTroubles } from '../config/troubles.js';
import { engineTroubles } from '../engine/troubles.js';
import { evaluateTroubles } from '../evaluate/troubles.js';
import { llmTroubles } from '../llm/troubles.js';
import { workspaceTroubles } from '../workspace/troubles.js';
import { gateTroubles } from './gate-troubles.js';
import { archiveTroubles } from './archive-troubles.js';
import { migrateTroubles } from './migrate-troubles.js';
import { ontologyTroubles } from './ontology-troubles.js';
import { templateTroubles } from './template-troubles.js';
import { cliTroubles } from './troubles.js';

/** The troubles of all rooms, by room: what `explain` reads beside the diagnostics. */
export const allTroubles: Readonly<
  Record<string, Readonly<Record<string, TroubleDefinition<never>>>>
> = {
  archive: archiveTroubles,
  cli: cliTroubles,
  config: configTroubles,
  definition: ontologyTroubles,
  engine: engineTroubles,
  evaluate: evaluateTroubles,
  gate: gateTroubles,
  llm: llmTroubles,
  migrate: migrateTroubles,
  template: templateTroubles,
  workspace: workspaceTroubles,
};
