import type { Explanations } from './explanation.js';

/** What can be wrong with the tasks of a spec: parts of its tasks.json. */
export const graphExplanations: Explanations = {
  'not-json': { failing: '{"tasks": [', passing: '{"tasks": []}' },
  'repeated-task': {
    failing: '[{"id": "T-001", …}, {"id": "T-001", …}]',
    passing: '[{"id": "T-001", …}, {"id": "T-002", …}]',
  },
  'unknown-need': {
    failing: '[{"id": "T-001", …}, {"id": "T-002", "needs": ["T-009"], …}]',
    passing: '[{"id": "T-001", …}, {"id": "T-002", "needs": ["T-001"], …}]',
  },
  cycle: {
    failing: '[{"id": "T-001", "needs": ["T-002"], …}, {"id": "T-002", "needs": ["T-001"], …}]',
    passing: '[{"id": "T-001", "needs": [], …}, {"id": "T-002", "needs": ["T-001"], …}]',
  },
  'not-permitted': {
    failing: '{"id": "T-001", "outputs": ["approvals/G1-00000000.json"], …}',
    passing: '{"id": "T-001", "outputs": ["dsl/week.json"], …}',
  },
  'repeated-output': {
    failing:
      '[{"id": "T-001", "outputs": ["dsl/week.json"], …}, {"id": "T-002", "outputs": ["dsl/week.json"], …}]',
    passing:
      '[{"id": "T-001", "outputs": ["dsl/week.json"], …}, {"id": "T-002", "outputs": ["dsl/day.json"], …}]',
  },
  'unmade-input': {
    failing: '{"id": "T-002", "inputs": ["dsl/week.json"], "needs": [], …}   // T-001 makes it',
    passing: '{"id": "T-002", "inputs": ["dsl/week.json"], "needs": ["T-001"], …}',
  },
  'other-spec': {
    failing: '# specs/001-weekly/tasks.json\n{"spec": "002-monthly", …}',
    passing: '# specs/001-weekly/tasks.json\n{"spec": "001-weekly", …}',
  },
  'unknown-requirement': {
    failing: '{"id": "T-001", "satisfies": ["REQ-009"], …}   // requirement.md has REQ-001',
    passing: '{"id": "T-001", "satisfies": ["REQ-001"], …}',
  },
};
