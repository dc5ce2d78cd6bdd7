import type { Checked } from '../base/diagnostic.js';
import caseSchema from './test-case.schema.json' with { type: 'json' };
import { yamlDocuments, type SpecFile } from './files/yaml-documents.js';

/** One case of `tests/*.yaml`, and where it stands. */
export interface TestCase {
  readonly file: string;
  /** Which YAML document of the file, from 0. */
  readonly document: number;
  /** What the case shows. */
  readonly test: string;
  /** The short name of the document it is about, where it says so. */
  readonly of?: string;
  readonly bizdate?: string;
  readonly asOf?: string;
  readonly params: Readonly<Record<string, string>>;
  /** Rows that are there before, by physical table. */
  readonly given: Readonly<Record<string, readonly Row[] | RowsFile>>;
  /** All rows of the result; absent while nobody has said what must come out. */
  readonly rows?: readonly Row[] | RowsFile;
  /** The rows are a proposal that no person has confirmed. */
  readonly proposed: boolean;
  /** Whether the order of the rows counts. */
  readonly ordered: boolean;
  /** Exactly the rules that the rows break; absent: any weak ones. */
  readonly fails?: readonly string[];
}

/** Whether no person has said what must come out of a case, or confirmed what is proposed. */
export function isOpen({ rows, proposed }: TestCase): boolean {
  return rows === undefined || proposed;
}

/** Values by column, as YAML gives them. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows that a file of `tests/` holds. */
export interface RowsFile {
  /** Its path below `tests/`. */
  readonly file: string;
  /** Only these of its columns; absent: all. */
  readonly columns?: readonly string[];
}

interface RawCase {
  readonly test: string;
  readonly document?: string;
  readonly bizdate?: string;
  readonly as_of?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly given?: TestCase['given'];
  readonly expect?: {
    readonly rows: NonNullable<TestCase['rows']>;
    readonly proposed?: boolean;
    readonly ordered?: boolean;
    readonly fails?: readonly string[];
  };
}

/** The cases of one file, in the form of `test-case.schema.json`. */
export function readTestCases(file: SpecFile): Checked<readonly TestCase[]> {
  const [documents, found] = yamlDocuments(file, caseSchema);
  const cases = documents?.map((value, document): TestCase => {
    const { test, document: of, bizdate, as_of, params, given, expect } = value as RawCase;
    return {
      file: file.file,
      document,
      test,
      ...(of !== undefined && { of }),
      ...(bizdate !== undefined && { bizdate }),
      ...(as_of !== undefined && { asOf: as_of }),
      params: Object.fromEntries(Object.entries(params ?? {}).map(([k, v]) => [k, String(v)])),
      given: given ?? {},
      ...(expect !== undefined && { rows: expect.rows }),
      proposed: expect?.proposed === true,
      ordered: expect?.ordered === true,
      ...(expect?.fails !== undefined && { fails: expect.fails }),
    };
  });
  return [cases, found];
}
