/**
 * Prose of Markdown as its words: how lines are broken, how lists and headings are marked, and how much
 * space stands between words change nothing that was agreed to.
 */
export function proseOf(markdown: string): string {
  return markdown
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+]|>|#{1,6})\s+/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join(' ')
    .replaceAll(/(?<=\p{Script=Han}|[，。；：、]) (?=\p{Script=Han})/gu, '')
    .normalize('NFC');
}
