import type { Definition, Language, Level, Params } from '../diagnostic.js';
import { quote } from '../text/words.js';

/** A kind of thing, and what remains to be said of a name that none of it has. */
type OfKind<P extends Params> = Omit<Definition<P>, 'severity' | 'level' | 'message'> & {
  /** The kind in the words of people: a metric, 指标. */
  readonly noun: Readonly<Record<Language, string>>;
  readonly level?: Level;
};

/** A name that nothing of a kind has, for the diagnostics of any room. */
export function noneCalled<P extends Params & { readonly name: string } = { name: string }>({
  noun,
  ...rest
}: OfKind<P>): Definition<P> {
  return {
    severity: 'error',
    level: 2,
    message: {
      en: ({ name }) => `no ${noun.en} is called ${quote(name)}`,
      zh: ({ name }) => `没有名为 ${quote(name)} 的${noun.zh}`,
    },
    ...rest,
  };
}
