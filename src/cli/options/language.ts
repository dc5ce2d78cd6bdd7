import type { Language } from '../../base/diagnostic.js';
import { cliTrouble } from '../troubles/cli.js';

/** The language of messages: asked for, else the locale's. */
export function messageLanguage(asked: string | undefined): Language {
  if (asked === undefined) return localeLanguage();
  if (asked === 'en' || asked === 'zh') return asked;
  throw cliTrouble('language', { name: asked });
}

/** The locale's language; English where it is neither. */
export function localeLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((l) => l !== undefined && l !== '') ?? '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
