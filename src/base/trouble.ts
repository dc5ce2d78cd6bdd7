import type { Language, Params } from './diagnostic.js';

/** Why the outside world stopped us, as the exit codes of design section 6 name it. */
export type TroubleKind =
  'usage' | 'needs-person' | 'denied' | 'model' | 'budget' | 'environment' | 'interrupted';

/** What a trouble says in one language: what is so, then what to do about it. */
export interface TroubleText {
  readonly message: string;
  readonly hint?: string;
}

/** Something outside a document is wrong: a missing file, a locked database, an interrupted run. Caught only in `cli`. */
export class Trouble extends Error {
  readonly code: string;
  readonly kind: TroubleKind;
  readonly hint: string | undefined;
  /** The same in Chinese; absent where a system's own words are all there is. */
  readonly chinese: TroubleText | undefined;
  /** Makes a trouble; `code` is `room/kebab-name`, `hint` says what to do about it. */
  constructor(
    code: string,
    kind: TroubleKind,
    message: string,
    hint?: string,
    chinese?: TroubleText,
  ) {
    super(message);
    this.name = 'Trouble';
    this.code = code;
    this.kind = kind;
    this.hint = hint;
    this.chinese = chinese;
  }
}

/** The words of a trouble in a language, English where there are no others. */
export function troubleText(trouble: Trouble, language: Language): TroubleText {
  if (language === 'zh' && trouble.chinese !== undefined) return trouble.chinese;
  return {
    message: trouble.message,
    ...(trouble.hint !== undefined && { hint: trouble.hint }),
  };
}

/** A trouble as a value: an error loses all but its message where it goes from thread to thread. */
export interface PlainTrouble extends TroubleText {
  readonly code: string;
  readonly kind: TroubleKind;
  readonly chinese?: TroubleText;
}

/** What a trouble says, as a value. */
export function plainTrouble({ code, kind, message, hint, chinese }: Trouble): PlainTrouble {
  return {
    code,
    kind,
    message,
    ...(hint !== undefined && { hint }),
    ...(chinese !== undefined && { chinese }),
  };
}

/** The trouble that says so. */
export function troubleFrom({ code, kind, message, hint, chinese }: PlainTrouble): Trouble {
  return new Trouble(code, kind, message, hint, chinese);
}

/** Kind and texts of one trouble of a room. */
export interface TroubleDefinition<P extends Params> {
  readonly kind: TroubleKind;
  readonly message: Readonly<Record<Language, (params: P) => string>>;
  /** An empty text is no hint. */
  readonly hint?: Readonly<Record<Language, (params: P) => string>>;
}

/** States one trouble of a room; the parameters its texts need are checked where it is made. */
export function troubleOf<P extends Params>(
  definition: TroubleDefinition<P>,
): TroubleDefinition<P> {
  return definition;
}

/** The troubles one room can meet; the returned function makes them. */
export function defineTroubles<const D extends Record<string, TroubleDefinition<never>>>(
  room: string,
  definitions: D,
) {
  return <C extends keyof D & string>(
    code: C,
    params: D[C] extends TroubleDefinition<infer P> ? P : never,
  ): Trouble => {
    // What the signature asks for is what the definition's texts read.
    const definition = definitions[code] as unknown as TroubleDefinition<Params>;
    const text = (language: Language): TroubleText => {
      const hint = definition.hint?.[language](params) ?? '';
      return { message: definition.message[language](params), ...(hint !== '' && { hint }) };
    };
    const english = text('en');
    return new Trouble(
      `${room}/${code}`,
      definition.kind,
      english.message,
      english.hint,
      text('zh'),
    );
  };
}
