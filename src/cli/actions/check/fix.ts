import type { Language, PatchOperation } from '../../../base/diagnostic.js';
import { fixDocument } from '../../../fix/fix-document.js';
import type { Ontology } from '../../../ontology/model.js';
import { overwrite } from '../../project/overwrite.js';

/** A document that may be repaired: what messages call it, where it is, and its text. */
export interface Fixable {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What was repaired in a document, or would be. */
export interface FixedFile {
  readonly file: string;
  readonly written: boolean;
  readonly fixes: readonly {
    readonly code: string;
    readonly path: string;
    readonly fix: readonly PatchOperation[];
  }[];
}

/**
 * Takes the fixes that need nobody, document by document, and writes those that changed; with `dryRun`
 * none. Gives what was repaired, and the texts as they stand then, by name.
 */
export async function fixFiles(
  files: readonly Fixable[],
  ontology: Ontology,
  dryRun: boolean,
): Promise<{ readonly fixed: readonly FixedFile[]; readonly texts: ReadonlyMap<string, string> }> {
  const fixed: FixedFile[] = [];
  const texts = new Map<string, string>();
  for (const { name, path, text } of files) {
    const made = fixDocument(text, ontology);
    const changed = made.applied.length > 0;
    if (changed && !dryRun) await overwrite(path, made.text);
    texts.set(name, dryRun ? text : made.text);
    if (!changed) continue;
    const fixes = made.applied.map(({ code, path: at, fix = [] }) => ({ code, path: at, fix }));
    fixed.push({ file: name, written: !dryRun, fixes });
  }
  return { fixed, texts };
}

/** A line for each repair. */
export function fixedText(fixed: readonly FixedFile[], language: Language): string {
  const zh = language === 'zh';
  return fixed
    .flatMap(({ file, written, fixes }) => {
      const word = written ? (zh ? '已修复' : 'fixed') : zh ? '可修复' : 'would fix';
      return fixes.map(
        ({ code, path }) => `${word} ${file}: ${code}${path === '' ? '' : ` ${path}`}\n`,
      );
    })
    .join('');
}
