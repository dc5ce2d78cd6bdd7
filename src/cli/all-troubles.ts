import type { TroubleDefinition } from '../base/trouble.js';
import { configTroubles } from '../config/troubles.js';
import { engineTroubles } from '../engine/troubles.js';
import { evaluateTroubles } from '../evaluate/troubles.js';
import { llmTroubles } from '../llm/troubles.js';
import { workspaceTroubles } from '../workspace/troubles.js';
import { gateTroubles } from './troubles/gate.js';
import { archiveTroubles } from './troubles/archive.js';
import { migrateTroubles } from './troubles/migrate.js';
import { ontologyTroubles } from './troubles/ontology.js';
import { templateTroubles } from './troubles/template.js';
import { cliTroubles } from './troubles/cli.js';

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
