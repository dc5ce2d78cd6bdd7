/** What the reference does not evaluate, or what the sentences leave open: never a difference. */
export class Unsupported extends Error {}
