/** A text without the spaces that only style puts between Chinese and other characters. */
export interface Tight {
  readonly text: string;
  /** For each character, where it stands in the text that was tightened. */
  readonly origin: readonly number[];
}

/** 近 7 天 and 近7天, UV 价值 and UV价值 are written the same from here on. */
export function tighten(text: string): Tight {
  const kept: string[] = [];
  const origin: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ' ' && isStyle(text[at - 1], text[at + 1])) continue;
    kept.push(text[at]!);
    origin.push(at);
  }
  return { text: kept.join(''), origin };
}

function isStyle(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return (isHan(before) && isPlain(after)) || (isPlain(before) && isHan(after));
}

function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

function isPlain(character: string): boolean {
  return /[a-z\d]/.test(character);
}
