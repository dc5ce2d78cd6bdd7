/** The version of the tool, as its package says: which printer made a file. */
export const toolVersion = '0.1.0';
