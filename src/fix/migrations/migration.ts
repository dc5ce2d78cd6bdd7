/** What a migration rewrites. */
export type FormKind = 'document' | 'ontology' | 'settings';

/**
 * One step from a version of the forms to the next. Each part takes the text of one file and gives it in the
 * newer form, its version included; comments and layout of YAML stay where they can. A part that is absent
 * changed nothing but the version.
 */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly document?: (text: string) => string;
  readonly ontology?: (text: string) => string;
  readonly settings?: (text: string) => string;
}
