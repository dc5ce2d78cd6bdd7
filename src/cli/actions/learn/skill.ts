import { resolve } from 'node:path';
import type { Language } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { skillText } from '../../../stages/skill-text.js';
import { modelTemplates } from '../../../workspace/model-templates.js';
import { shownPath, readText } from '../../../workspace/files/read-text.js';
import { ownSkill, readSkills, type SkillProblem } from '../../../workspace/skills.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { SkillOptions } from '../../commands/skill.js';
import type { CommonOptions, Outcome, Session } from '../../outcome.js';
import { inProject } from '../../project/project.js';
import { cliTrouble } from '../../troubles/cli.js';

const problemWords: Readonly<Record<SkillProblem, Readonly<Record<Language, string>>>> = {
  'no-head': { en: 'has no name and description', zh: '没有 name 与 description' },
  'bad-name': {
    en: 'its name is not that of its folder, in a-z, 0-9 and -',
    zh: '名称与文件夹不同，或含有 a-z、0-9、- 以外的字符',
  },
  'no-description': { en: 'has no description', zh: '没有 description' },
  'long-description': { en: 'its description is too long', zh: 'description 过长' },
};

/** The skills that are there, and what is wrong with them. */
export async function listSkills(session: Session, options: CommonOptions): Promise<Outcome> {
  return inProject(session, options, async ({ project }) => {
    const skills = await readSkills(project, process.env);
    const { language } = session;
    const text = skills.map(({ name, description, from, file, problems }) =>
      [
        `${clean(name)} (${from})  ${clean(description)}\n`,
        `  ${clean(from === 'project' ? file : shownPath(file))}\n`,
        ...problems.map((p) => `  ! ${problemWords[p][language]}\n`),
      ].join(''),
    );
    return {
      text: text.join(''),
      data: { skills: skills.map(({ body: _body, ...rest }) => rest) },
    };
  });
}

/** Writes a skill below a folder: that of the project, from its ontology, or the tool's own. */
export async function exportSkill(
  session: Session,
  asked: string | undefined,
  options: SkillOptions,
): Promise<Outcome> {
  return inProject(session, options, async ({ project, ontology, language }) => {
    const name = options.own === true ? 'dataagent' : (asked ?? nameOf(project.config.name));
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > 64)
      throw cliTrouble('name', { name });
    const text =
      options.own === true
        ? await readText((await ownSkill()).file)
        : skillText(name, ontology, await modelTemplates(project), language);
    const file = `${name}/SKILL.md`;
    // A folder that somebody names may be anywhere: `~/.agents/skills`, for one.
    const folder = resolve(
      options.into === undefined ? project.root : session.cwd,
      options.into ?? 'skills',
    );
    await writeFiles(folder, new Map([[file, text]]));
    return {
      text: `${shownPath(resolve(folder, file))}\n`,
      data: { name, file: resolve(folder, file) },
    };
  });
}

function nameOf(project: string | undefined): string {
  const plain = (project ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${plain === '' ? 'project' : plain.slice(0, 50)}-data`;
}
