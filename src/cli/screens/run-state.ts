import type { WrittenEvent } from '../../workspace/journal.js';

/** Where a task or a stage stands on the screen. */
export type Standing = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One line of the screen of a run. */
export interface Line {
  readonly id: string;
  readonly role: string;
  readonly title: string;
  readonly state: Standing;
  /** Milliseconds of the run's own clock. */
  readonly began?: number;
  readonly took?: number;
}

/** What the screen of a run shows: made of its events alone. */
export interface RunState {
  readonly spec: string;
  readonly stages: readonly Line[];
  readonly tasks: readonly Line[];
  readonly calls: number;
  readonly kept: number;
  readonly input: number;
  readonly output: number;
  /** Undefined once an answer had no price. */
  readonly cost: number | undefined;
  readonly findings: number;
  readonly note: string;
}

/** A run before its first event. */
export const emptyRun: RunState = {
  spec: '',
  stages: [],
  tasks: [],
  calls: 0,
  kept: 0,
  input: 0,
  output: 0,
  cost: 0,
  findings: 0,
  note: '',
};

/** The state after an event that came `now` milliseconds into the run. */
export function afterEvent(state: RunState, event: WrittenEvent, now: number): RunState {
  const text = (member: string): string => {
    const value = event[member];
    return typeof value === 'string' ? value : '';
  };
  switch (event.type) {
    case 'run.started':
    case 'run.resumed':
      return { ...state, spec: text('spec') };
    case 'planned':
      return { ...state, tasks: planned(state.tasks, event['tasks'] as readonly Line[]) };
    case 'stage.started':
      return { ...state, stages: begun(state.stages, line(text('stage'), text('stage'), ''), now) };
    case 'stage.finished':
      return { ...state, stages: ended(state.stages, text('stage'), event['went'] === true, now) };
    case 'task.started':
      return {
        ...state,
        tasks: begun(state.tasks, line(text('task'), text('role'), text('title')), now),
      };
    case 'task.finished':
      return { ...state, tasks: ended(state.tasks, text('task'), event['went'] === true, now) };
    case 'task.skipped':
      return {
        ...state,
        tasks: state.tasks.map((t) => (t.id === text('task') ? { ...t, state: 'skipped' } : t)),
      };
    case 'model.asked':
      return { ...state, note: `${text('provider')}: ${text('role')}` };
    case 'model.failed':
      return { ...state, note: `${text('provider')}: ${text('code')}: ${text('detail')}` };
    case 'model.answered':
      return answered(state, event);
    case 'finding':
      return { ...state, findings: state.findings + 1 };
    default:
      return state;
  }
}

function line(id: string, role: string, title: string): Line {
  return { id, role, title, state: 'waiting' };
}

/** A plan that is made again keeps what is known of tasks that it still has. */
function planned(known: readonly Line[], tasks: readonly Line[]): readonly Line[] {
  return tasks.map(({ id, role, title }) => {
    const before = known.find((k) => k.id === id && k.role === role);
    return before ?? line(id, role, title);
  });
}

function begun(lines: readonly Line[], own: Line, now: number): readonly Line[] {
  const running = { ...own, state: 'running', began: now } as const;
  return lines.some((l) => l.id === own.id)
    ? lines.map((l) => (l.id === own.id ? running : l))
    : [...lines, running];
}

function ended(lines: readonly Line[], id: string, went: boolean, now: number): readonly Line[] {
  return lines.map((l) =>
    l.id === id ? { ...l, state: went ? 'done' : 'failed', took: now - (l.began ?? now) } : l,
  );
}

function answered(state: RunState, event: WrittenEvent): RunState {
  if (event['from'] !== 'provider') return { ...state, kept: state.kept + 1, note: '' };
  const { input = 0, output = 0 } = (event['usage'] ?? {}) as {
    readonly input?: number;
    readonly output?: number;
  };
  const { cost } = event;
  return {
    ...state,
    note: '',
    calls: state.calls + 1,
    input: state.input + input,
    output: state.output + output,
    cost: typeof cost === 'number' && state.cost !== undefined ? state.cost + cost : undefined,
  };
}
