import { freeShortName, nextName, specCalled } from '../../stages/spec/requirement.js';
import { cliTrouble } from '../troubles/cli.js';

/** The name of a new spec: as somebody asked, which no other may have, else one that is free. */
export function newName(names: readonly string[], asked: string | undefined, own: string): string {
  const taken = asked === undefined ? undefined : specCalled(names, asked);
  if (asked !== undefined && taken !== undefined)
    throw cliTrouble('name-taken', { name: asked, spec: taken, free: freeShortName(names, asked) });
  return nextName(names, asked ?? freeShortName(names, own));
}

/** Throws where a name that somebody asks for is not a short one. A number of its own would be a second one: the tool gives the number. */
export function checkShortName(name: string | undefined): void {
  if (name !== undefined && !/^(?!\d+-)[a-z0-9][a-z0-9-]{0,39}$/.test(name))
    throw cliTrouble('name', { name });
}
