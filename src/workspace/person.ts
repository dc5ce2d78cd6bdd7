import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

/** Who is working here, for the record of a decision: as git knows them, else as the system does. */
export async function personAt(folder: string): Promise<string> {
  const name = await setting(folder, 'user.name');
  const mail = await setting(folder, 'user.email');
  if (name === '') return userInfo().username;
  return mail === '' ? name : `${name} <${mail}>`;
}

/** Reading a setting runs nothing that a project could name. */
async function setting(folder: string, key: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['config', '--get', key], { cwd: folder });
    return stdout.trim();
  } catch {
    return '';
  }
}
