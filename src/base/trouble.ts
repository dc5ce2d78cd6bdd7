/** Why the outside world stopped us, as the exit codes of design section 6 name it. */
export type TroubleKind =
  'usage' | 'needs-person' | 'denied' | 'model' | 'budget' | 'environment' | 'interrupted';

/** Something outside a document is wrong: a missing file, a locked database, an interrupted run. Caught only in `cli/main.ts`. */
export class Trouble extends Error {
  readonly code: string;
  readonly kind: TroubleKind;
  readonly hint: string | undefined;
  /** Makes a trouble; `code` is `room/kebab-name`, `hint` says what to do about it. */
  constructor(code: string, kind: TroubleKind, message: string, hint?: string) {
    super(message);
    this.name = 'Trouble';
    this.code = code;
    this.kind = kind;
    this.hint = hint;
  }
}
