import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.js';

describe('made-up documents', () => {
  it('have the same rows by the compiler and by the reference', async () => {
    const seen = await fuzz(12, { documents: 150, shrinks: 1 });
    expect(seen.found).toEqual([]);
    // Most must say something: a generator of refused or empty documents proves nothing.
    expect(seen.same).toBeGreaterThan(80);
    expect(seen.withRows).toBeGreaterThan(50);
  });
});
