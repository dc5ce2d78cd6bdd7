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
    if (/\bmatched case[- ]?insensitive(?:ly)?\b/i.test(sentence)) {
      matching = 'like';
      continue;
    }
    if (isOurWay(sentence) || isAboutElse(sentence, question)) continue;
    const shifted = withDays(sentence, said);
    if (shifted !== undefined) {
      said = shifted;
      continue;
    }
    if (/^when (?:using|filtering|matching|comparing)\b.*\bmatch\b.*\bpartial/i.test(sentence)) {
      matching = 'like';
      continue;
    }
    const placed = withOwner(sentence, said);
    if (placed !== undefined) {
      said = placed;
      continue;
    }
    const replaced = withDefinition(sentence, said) ?? withQuotient(sentence, said);
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

/**
 * What is done anyway: how two tables are joined and their rows counted, which days are weekends, that
 * dates are cut to months where numbers are of months, what the last week is.
 */
function isOurWay(sentence: string): boolean {
  const isHowTo =
    /^to [a-z]+ .*, join (?:the )?[\w ]+ (?:and|with) (?:the )?\w+ tables?\b/i.test(sentence) &&
    !/\b(?:percentage|ratio|average|distinct|latest|first|only|exclude|per)\b|[=*/]/i.test(
      sentence.slice(sentence.indexOf(', join')),
    );
  return (
    isHowTo ||
    /^always join (?:the )?\w+ with (?:the )?\w+ before using\b/i.test(sentence) ||
    /^weekend(?: days)? (?:is|are) saturday\b.{0,10}\bsunday\b/i.test(sentence) ||
    /^truncate (?:the )?dates? to (?:the )?(?:day|week|month|quarter|year) for aggregation/i.test(
      sentence,
    ) ||
    /^last (week|month|quarter|year) = date_trunc\('\1', current_date\) - interval '1 \1' to date_trunc\('\1', current_date\)/i.test(
      sentence,
    )
  );
}

/** Last 30 days = CURRENT_DATE - INTERVAL '30 days' to CURRENT_DATE: with both of them there are 31. */
function withDays(sentence: string, question: string): string | undefined {
  const match =
    /^(last|past) (\d+) days = current_date - interval '\2 days?' to current_date\.?$/i.exec(
      sentence,
    );
  if (match === null) return undefined;
  const pattern = new RegExp(`\\b${match[1]!} ${match[2]!} days\\b`, 'gi');
  return question.replaceAll(pattern, `${match[1]!.toLowerCase()} ${Number(match[2]) + 1} days`);
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

/** Take the seniority from the job: whose column it is, said in the question. */
function withOwner(sentence: string, question: string): string | undefined {
  const match = /^(?:take|use) the ([\p{L} ]+?) (?:from|of) the ([\p{L} ]+?)\.?$/iu.exec(sentence);
  const [, column, owner] = match ?? [];
  if (column === undefined || owner === undefined) return undefined;
  const pattern = new RegExp(`\\b(?:${owner} )?${column}\\b`, 'gi');
  return pattern.test(question)
    ? question.replaceAll(pattern, `${owner} ${column}`.toLowerCase())
    : undefined;
}

/** The question with a quotient of two numbers written out where its short name stands first, and named by its kind behind that. */
function withQuotient(sentence: string, question: string): string | undefined {
  const short = String.raw`\p{Lu}{2,6}`;
  const term = String.raw`(${short}|\p{Lu}[\p{Ll}-]+(?: [\p{Ll}-]+){1,3})(?:\s*\([^()]*\))?`;
  const number = String.raw`(\p{L}[\p{L}\p{N} _'-]*?)`;
  const match = new RegExp(
    `^${term}\\s*=\\s*\\(?${number}\\s*/\\s*${number}\\)?(\\s*\\*\\s*100)?\\.?$`,
    'u',
  ).exec(sentence);
  const [, name, over, by, percent] = match ?? [];
  if (name === undefined || over === undefined || by === undefined) return undefined;
  const isShort = new RegExp(`^${short}$`, 'u').test(name);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`,
    isShort ? 'gu' : 'giu',
  );
  const kind = percent === undefined ? 'ratio' : 'percent ratio';
  const [before, ...behind] = question.split(pattern);
  if (before === undefined || behind.length === 0) return undefined;
  return `${before}${kind} of ${over.toLowerCase()} to ${by.toLowerCase()}${behind.join('ratio')}`;
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
