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
): { readonly matching: Matching; readonly question: string } | { readonly unread: string } {
  let said = question;
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
    if (isAboutElse(sentence, question)) continue;
    if (/^when (?:using|filtering|matching|comparing)\b.*\bmatch\b.*\bpartial/i.test(sentence)) {
      matching = 'like';
      continue;
    }
    const replaced = withDefinition(sentence, said);
    if (replaced !== undefined) {
      said = replaced;
      continue;
    }
    const defined = /^([\p{L}\p{N} ()_-]{1,60}?)\s*(?:=|means\b|is defined as\b)/u.exec(
      sentence,
    )?.[1];
    const terms = defined?.match(/\p{Lu}{2,}/gu) ?? [];
    if (terms.length > 0 && !terms.some((term) => question.includes(term))) continue;
    return { unread: sentence };
  }
  return { matching, question: said };
}

/** "Assume the rating of a business to be …", "Weekend days are …": says nothing where the question has no such word. */
function isAboutElse(sentence: string, question: string): boolean {
  const about =
    /^(?:assume|treat|consider|regard)\s+(?:that\s+)?(?:the\s+)?([\p{L}-]+)/iu.exec(
      sentence,
    )?.[1] ?? /^([\p{L}-]+)(?:\s+days)?\s+(?:is|are)\s/iu.exec(sentence)?.[1];
  return (
    about !== undefined && !question.toLowerCase().includes(about.toLowerCase().replace(/s$/, ''))
  );
}

/** The question with what a short name stands for, where it is defined in words: ASP = average sale price. */
function withDefinition(sentence: string, question: string): string | undefined {
  const match = /^(\p{Lu}{2,6})(?:\s*\([^()]*\))?\s*=\s*(\p{L}[\p{L}\p{N}, '-]*?)\.?$/u.exec(
    sentence,
  );
  const [, name, meaning] = match ?? [];
  if (name === undefined || meaning === undefined) return undefined;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])(?:\\s*\\([^()]*\\))?`,
    'gu',
  );
  return pattern.test(question) ? question.replaceAll(pattern, meaning.toLowerCase()) : undefined;
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.;])\s+|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
