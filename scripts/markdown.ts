/** Our own texts in Markdown: code in backticks stays code, nothing else is markup. */
export function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(/[\\*_<>[\]#]/g, (c) => `\\${c}`)))
    .join('');
}
