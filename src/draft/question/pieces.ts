/** A stretch of a text with what it can be. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: string;
}

/** More pieces than these that mean nothing are no question to the tables. */
export const mostUnknown = 3;

/**
 * Cuts a text into pieces, one after the other: `pieceAt` says what stands at a place, knowing the piece
 * before. Of a text in which more pieces than `most` mean nothing the rest is one piece more.
 */
export function pieces<T extends Piece>(
  question: string,
  pieceAt: (at: number, before: T | undefined) => T,
  unknown: (start: number, text: string) => T,
  most: number,
): readonly T[] {
  const found: T[] = [];
  let [at, strange] = [0, 0];
  while (at < question.length) {
    if (/\s/.test(question[at]!)) {
      at += 1;
      continue;
    }
    const piece = pieceAt(at, found.at(-1));
    found.push(piece);
    at = piece.end;
    if (piece.kind === 'unknown') strange += 1;
    if (strange <= most) continue;
    const rest = question.slice(at);
    if (rest !== '') found.push(unknown(at, rest));
    break;
  }
  return found;
}
