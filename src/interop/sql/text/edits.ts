/** A part of a text that is said otherwise for somebody who reads it; an empty part is an insertion. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after its edits, and where in the text before them an offset of it stands. */
export interface Edited {
  readonly text: string;
  readonly origin: (offset: number) => number;
}

/** Makes edits that do not overlap; of two insertions at one place the earlier in the list stands first. */
export function edited(text: string, edits: readonly Edit[]): Edited {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  const moves: { readonly at: number; readonly until: number; readonly edit: Edit }[] = [];
  let before = 0;
  let length = 0;
  for (const edit of sorted) {
    const kept = text.slice(before, edit.start);
    parts.push(kept, edit.text);
    length += kept.length;
    moves.push({ at: length, until: length + edit.text.length, edit });
    length += edit.text.length;
    before = edit.end;
  }
  parts.push(text.slice(before));
  return {
    text: parts.join(''),
    origin: (offset) => {
      const last = moves.findLast((m) => m.at <= offset);
      if (last === undefined) return offset;
      return offset < last.until ? last.edit.start : last.edit.end + (offset - last.until);
    },
  };
}
