/** Why one attempt gave no answer; the names are those of the troubles. */
export type FailureCode =
  | 'down'
  | 'slow'
  | 'limited'
  | 'failing'
  | 'cut'
  | 'nonsense'
  | 'refused'
  | 'wrong-key'
  | 'not-allowed'
  | 'bad-request';

/** One attempt that gave no answer. */
export interface Failure {
  readonly code: FailureCode;
  readonly detail: string;
  /** What the provider asks to wait. */
  readonly retryAfterMs?: number;
}
