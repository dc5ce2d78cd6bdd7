import { afterEach, vi } from 'vitest';

// Files of tests share their process: a clock or an environment that one leaves behind would be another's.
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
