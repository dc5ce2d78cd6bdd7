import type { Task } from './task.js';

/** What became of a task: whether what waits for it may begin. */
export interface TaskEnd {
  readonly went: boolean;
}

/**
 * Does tasks, each once all is done that it needs among them, and several at a time where none waits for
 * another. After one that did not go well nothing new begins; what has begun comes to its end. The ends
 * are in the order of the tasks; what was not begun has none.
 */
export async function doTasks<E extends TaskEnd>(
  tasks: readonly Task[],
  act: (task: Task) => Promise<E>,
  atOnce: number,
): Promise<ReadonlyMap<string, E>> {
  const ends = new Map<string, E>();
  const running = new Map<string, Promise<void>>();
  const own = new Set(tasks.map((t) => t.id));
  const isReady = ({ id, needs }: Task): boolean =>
    !ends.has(id) && !running.has(id) && needs.every((n) => !own.has(n) || ends.has(n));
  const failures: unknown[] = [];
  for (;;) {
    const stopped = failures.length > 0 || [...ends.values()].some((e) => !e.went);
    for (const task of stopped ? [] : tasks.filter(isReady)) {
      if (running.size >= atOnce) break;
      const done = act(task).then(
        (end) => void ends.set(task.id, end),
        (error: unknown) => void failures.push(error),
      );
      running.set(
        task.id,
        done.finally(() => running.delete(task.id)),
      );
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failures.length > 0) throw failures[0];
  return new Map(tasks.flatMap(({ id }) => (ends.has(id) ? [[id, ends.get(id)!] as const] : [])));
}
