/** How names are compared that a question writes out. */
export type Matching = 'exact' | 'like';

/**
 * What instructions beside a question say to somebody who reads questions word by word: how texts are
 * compared, and what is asked of whoever has no answer. A definition matters only where the question has
 * the word it defines. What else matters is not understood.
 */
export function readInstructions(
  instructions: string,
  question: string,
): { readonly matching: Matching } | { readonly unread: string } {
  let matching: Matching = 'exact';
  for (const sentence of sentencesOf(instructions)) {
    if (/\b(?:ilike|like|wildcards?|case[- ]?insensitive(?:ly)?)\b/i.test(sentence)) {
      if (!/^(?:always |you must (?:also )?|also )?(?:filter|match|use)\b/i.test(sentence))
        return { unread: sentence };
      matching = 'like';
      continue;
    }
    if (/\bexact(?:ly)?\b.*\bmatch|\bexact upper case\b|\bexact match/i.test(sentence)) continue;
    if (/\bnulls? (?:last|first)\b/i.test(sentence)) continue;
    if (/^(?:if|when|should|return|in the absence)\b.*\b(?:answer|data|query)\b/i.test(sentence))
      continue;
    const defined = /^([\p{L}\p{N} ()_-]{1,60}?)\s*(?:=|means\b|is defined as\b)/u.exec(
      sentence,
    )?.[1];
    const terms = defined?.match(/\p{Lu}{2,}/gu) ?? [];
    if (terms.length > 0 && !terms.some((term) => question.includes(term))) continue;
    return { unread: sentence };
  }
  return { matching };
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.;])\s+|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
