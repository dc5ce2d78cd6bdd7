import type { AllDefinitions } from '../base/render.js';
import { configDefinitions } from '../config/diagnostics.js';
import { pureDefinitions } from '../definitions.js';
import { gateDefinitions } from '../gates/diagnostics.js';
import { correctDefinitions } from '../correct/diagnostics.js';
import { interopDefinitions } from '../interop/diagnostics.js';
import { taskDefinitions } from '../interop/sql/diagnostics.js';
import { proofDefinitions } from '../stages/prove/diagnostics.js';
import { reportDefinitions } from '../stages/report/diagnostics.js';
import { graphDefinitions } from '../stages/tasks/diagnostics.js';
import { specDefinitions } from '../workspace/diagnostics.js';
import { engineDefinitions } from './engine-finding.js';

/** The texts of every diagnostic that a command can show, those about the outside world included. */
export const allDefinitions: AllDefinitions = {
  ...pureDefinitions,
  config: configDefinitions,
  correct: correctDefinitions,
  interop: interopDefinitions,
  task: taskDefinitions,
  spec: specDefinitions,
  data: proofDefinitions,
  engine: engineDefinitions,
  gate: gateDefinitions,
  graph: graphDefinitions,
  report: reportDefinitions,
};
