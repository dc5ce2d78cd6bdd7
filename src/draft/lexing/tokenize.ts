/**
 * Cuts a text into consecutive pieces whose concatenation is the text. Where a piece of Chinese is not
 * a word of the ontology, its boundaries say which characters belong together. Loaded outside
 * (src/knowledge/tokens.ts), because a dictionary is no part of a pure room.
 */
export type Tokenize = (text: string) => readonly string[];
