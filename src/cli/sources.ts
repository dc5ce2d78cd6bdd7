import { openSource } from '../base/json-source.js';
import type { Sources } from '../base/render.js';

/** The sources of texts by file name, for showing diagnostics in them. */
export async function sourcesOf(texts: ReadonlyMap<string, string>): Promise<Sources> {
  const opened = await Promise.all(
    [...texts].map(async ([file, text]) => [file, await openSource(file, text)] as const),
  );
  return new Map(opened);
}
