import { readYaml } from '../base/yaml/yaml.js';

/**
 * Given and expected rows as what they say: of YAML its values, so that comments, quotes and line breaks
 * change nothing that was accepted; of other files the lines.
 */
export function proofOf(file: string, text: string): string {
  const { documents, problem } = /\.ya?ml$/.test(file) ? readYaml(text) : {};
  if (documents !== undefined && problem === undefined) return JSON.stringify(documents);
  return text.replaceAll('\r\n', '\n');
}
