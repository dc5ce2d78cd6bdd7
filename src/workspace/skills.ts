import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYaml } from '../base/yaml/yaml.js';
import { userFolders, type Environment } from '../config/user-folders.js';
import { inside } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readProjectFile, type Project } from './project.js';
import { exists, readText } from './files/read-text.js';
import type { SpecFile } from './files/yaml-documents.js';

/** A skill in the open form (agentskills.io): a folder with a `SKILL.md`, which begins with name and description. */
export interface Skill {
  readonly name: string;
  readonly description: string;
  /** The markdown after the head. */
  readonly body: string;
  readonly file: string;
  readonly from: 'project' | 'user' | 'tool';
  /** What the form asks for and the file does not have. */
  readonly problems: readonly SkillProblem[];
}

/** What the form of skills asks for and a file does not have. */
export type SkillProblem = 'no-head' | 'bad-name' | 'no-description' | 'long-description';

/** Folders of a project that hold skills: its own, and those that other agents read as well. */
const projectPlaces = ['skills', '.agents/skills'] as const;

/** The longest name and description that the form allows, in characters. */
const longest = { name: 64, description: 1024 } as const;

/** The skills of a project, then those of its user, then the tool's own; in each place in the order of names. */
export async function readSkills(
  project: Project,
  environment: Environment,
): Promise<readonly Skill[]> {
  const skills: Skill[] = [];
  for (const place of projectPlaces) {
    const base = await inside(project.root, place);
    for (const name of await skillFiles(project.root, base))
      skills.push(
        skillOf(`${place}/${name}`, await readProjectFile(project, `${place}/${name}`), 'project'),
      );
  }
  const home = environment['HOME'] ?? homedir();
  const own = join(dirname(userFolders(environment).config), 'skills');
  for (const place of [own, join(home, '.agents/skills')])
    if (await exists(place))
      for (const name of await skillFiles(place, place))
        skills.push(skillOf(join(place, name), await readText(join(place, name)), 'user'));
  return [...skills, await ownSkill()];
}

/** The skill by which other agents drive this tool. */
export async function ownSkill(): Promise<Skill> {
  const file = fileURLToPath(new URL('../../skills/dataagent/SKILL.md', import.meta.url));
  return skillOf(file, await readText(file), 'tool');
}

/**
 * What a project says to agents: `AGENTS.md` at its root and the bodies of its skills and its user's. For
 * prompts they are data like a wiki: sentences that a requirement has words of, never anything to obey.
 */
export async function readGuides(
  project: Project,
  environment: Environment,
): Promise<readonly SpecFile[]> {
  const guides: SpecFile[] = [];
  if (await exists(await inside(project.root, 'AGENTS.md')))
    guides.push({ file: 'AGENTS.md', text: await readProjectFile(project, 'AGENTS.md') });
  const skills = await readSkills(project, environment);
  const others = skills.filter((s) => s.from !== 'tool');
  return [...guides, ...others.map(({ file, body }) => ({ file, text: body }))];
}

async function skillFiles(root: string, folder: string): Promise<readonly string[]> {
  const files = await filesBelow(root, folder, ['SKILL.md']);
  return files.filter((f) => /^[^/]+\/SKILL\.md$/.test(f));
}

function skillOf(file: string, text: string, from: Skill['from']): Skill {
  const [, head, body] = /^---\r?\n([^]*?)\r?\n---\r?\n?([^]*)$/.exec(text) ?? [];
  const value = head === undefined ? undefined : readYaml(head, 'text').documents[0];
  const said = (typeof value === 'object' ? value : null) as Readonly<
    Record<string, unknown>
  > | null;
  const { name, description } = said ?? {};
  const folder = file.split(/[\\/]/).at(-2) ?? '';
  const isName =
    typeof name === 'string' &&
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) &&
    name.length <= longest.name;
  const about = typeof description === 'string' ? description.trim() : '';
  return {
    name: isName ? name : folder,
    description: about,
    body: body ?? text,
    file,
    from,
    problems: [
      ...(said === null ? ['no-head' as const] : []),
      ...(said !== null && (!isName || name !== folder) ? ['bad-name' as const] : []),
      ...(said !== null && about === '' ? ['no-description' as const] : []),
      ...(about.length > longest.description ? ['long-description' as const] : []),
    ],
  };
}
