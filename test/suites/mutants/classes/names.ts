import type { Ontology } from '../../../../src/ontology/model.js';
import type { Broken, MutantClass, Subject } from '../mutant.js';
import { names, readersOf, written, type NameSite } from '../sites.js';

/** What a name of a document stands for. */
type Kind = 'metric' | 'entity' | 'period' | 'attribute' | 'relationship' | 'column' | 'other';

/** Names that nothing has, and names that are nearly, otherwise or elsewhere right. */
export const nameClasses: readonly MutantClass[] = [
  ...(['metric', 'entity', 'period', 'attribute', 'relationship', 'column'] as const).flatMap(
    (kind): readonly MutantClass[] => [
      of(`unknown ${kind}`, kind, () => ['zzz_quux_9']),
      of(`near-miss ${kind}`, kind, ({ name }, { chance }) => [slip(name, chance.below)]),
      of(`spelled-out ${kind}`, kind, ({ name }) => spelledOut(name)),
    ],
  ),
  ...(['metric', 'entity', 'period', 'attribute', 'relationship'] as const).map((kind) =>
    of(`${kind} in another language`, kind, (site, { ontology }) =>
      called(ontology, kind, site).filter((word) => word !== site.name),
    ),
  ),
  of('upper case name', 'any', ({ name }) => [name.toUpperCase()].filter((n) => n !== name)),
  of('camel case name', 'any', ({ name }) =>
    [name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())].filter((n) => n !== name),
  ),
  of('physical table for entity', 'entity', ({ name }, { ontology }) =>
    [ontology.entities.get(name)?.table.name.join('.') ?? name].filter((t) => t !== name),
  ),
  of('physical column for attribute', 'attribute', ({ name }, { ontology }) =>
    [...new Set(attributesCalled(ontology, name).map((a) => a.column ?? name))].filter(
      (c) => c !== name,
    ),
  ),
  {
    name: 'path of the source in the result',
    area: 'references',
    *make(subject) {
      for (const site of names(subject)) {
        if (!/^Order\.by$|^Window\.of$|^Stage\.show$|^Limit\.per$/.test(site.place)) continue;
        const stage = subject.document.stages[Number(site.path.split('/')[2])]!;
        const by = (stage['by'] ?? []) as readonly { as: string; is?: string }[];
        const is = by.find((key) => key.as === site.name)?.is;
        if (is !== undefined && /^[\w.]+$/.test(is) && is !== site.name)
          yield written(subject, site, is);
      }
    },
  },
  {
    name: 'result prefixed with its stage',
    area: 'references',
    *make(subject) {
      for (const site of names(subject)) {
        if (!/^Order\.by$|^Window\.of$|^Stage\.show$/.test(site.place)) continue;
        const stage = subject.document.stages[Number(site.path.split('/')[2])]!;
        yield written(subject, site, `${stage.name}.${site.name}`);
      }
    },
  },
  {
    name: 'column renamed where it is made',
    area: 'references',
    *make(subject) {
      for (const [i, stage] of subject.document.stages.entries())
        for (const list of ['measures', 'by', 'windows'] as const)
          for (const [j, item] of ((stage[list] ?? []) as readonly { as: string }[]).entries()) {
            const readers = readersOf(subject, item.as);
            if (readers.length === 0) continue;
            const path = `/stages/${i}/${list}/${j}/as` as const;
            const site = { path, place: '', text: item.as, start: 0, end: item.as.length };
            const made = written(subject, site, `${item.as}_total`);
            yield { ...made, at: [...made.at, ...readers] };
          }
    },
  },
  {
    name: 'stage that is not there',
    area: 'references',
    *make(subject) {
      const stages = new Set(subject.document.stages.map((s) => s.name));
      for (const site of names(subject))
        if (/^Stage\.from$|^Match\.to$|^Stage\.union$/.test(site.place) && stages.has(site.name))
          yield written(subject, site, `${site.name}_stage`);
    },
  },
];

function of(
  name: string,
  kind: Kind | 'any',
  spell: (site: NameSite, subject: Subject) => readonly string[],
): MutantClass {
  return {
    name,
    area: 'references',
    *make(subject): Iterable<Broken> {
      for (const site of names(subject)) {
        const own = kindOf(subject, site);
        if (own === 'other' || (kind !== 'any' && own !== kind)) continue;
        for (const text of spell(site, subject)) yield written(subject, site, text);
      }
    },
  };
}

function kindOf({ ontology, document }: Subject, site: NameSite): Kind {
  const { place, name, names: path, index } = site;
  const stages = new Set(document.stages.map((s) => s.name));
  if (place === 'Measure.metric') return 'metric';
  if (place === 'Time.period') return 'period';
  if (place === 'Measure.entity') return 'entity';
  if (['Stage.from', 'Match.to'].includes(place))
    return stages.has(name) || name === 'self' ? 'other' : 'entity';
  if (/^Order\.by|^Window\.|^Stage\.show|^Limit\.per/.test(place)) return 'column';
  if (place === 'Time.unit' || place === 'Key.grain' || place === 'Stage.union') return 'other';
  if (place.startsWith('Target')) return 'other';
  if (attributesCalled(ontology, name).length > 0 && index === path.length - 1) return 'attribute';
  const isRelationship = [...ontology.entities.values()].some((e) => e.relationships.has(name));
  if (isRelationship && path.length > 1) return 'relationship';
  if (ontology.entities.has(name) && path.length > 1) return 'entity';
  return 'column';
}

function attributesCalled(ontology: Ontology, name: string) {
  return [...ontology.entities.values()].flatMap((e) => e.attributes.get(name) ?? []);
}

/** Labels and synonyms of whatever a name means. */
function called(ontology: Ontology, kind: Kind, { name }: NameSite): readonly string[] {
  const described = {
    metric: ontology.metrics.get(name),
    entity: ontology.entities.get(name),
    period: ontology.periods.get(name),
    attribute: attributesCalled(ontology, name).find((a) => a.label !== undefined),
    relationship: [...ontology.entities.values()]
      .map((e) => e.relationships.get(name))
      .find((r) => r?.label !== undefined),
    column: undefined,
    other: undefined,
  }[kind];
  if (described === undefined) return [];
  return [...(described.label === undefined ? [] : [described.label]), ...described.synonyms];
}

/** One slip of the pen: a letter dropped, doubled or swapped with the next. */
function slip(name: string, below: (n: number) => number): string {
  const at = name.length < 3 ? name.length - 1 : 1 + below(name.length - 2);
  const [before, letter, after] = [name.slice(0, at), name[at] ?? '', name.slice(at + 1)];
  const slips = [
    `${before}${letter}${letter}${after}`,
    name.length > 3 ? `${before}${after}` : `${name}s`,
    after === '' || after[0] === letter
      ? `${name}s`
      : `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`,
    `${name}s`,
  ];
  return slips[below(slips.length)]!;
}

const long = new Map([
  ['amt', 'amount'],
  ['cnt', 'count'],
  ['qty', 'quantity'],
  ['num', 'number'],
  ['dur', 'duration'],
  ['byr', 'buyer'],
  ['ord', 'order'],
  ['cust', 'customer'],
  ['prod', 'product'],
  ['desc', 'description'],
  ['dt', 'date'],
  ['id', 'identifier'],
  ['pct', 'percent'],
]);

/** Abbreviations in full, or words that a model adds. */
function spelledOut(name: string): readonly string[] {
  const words = name.split('_');
  const full = words.map((w) => long.get(w) ?? w).join('_');
  const short = words.map((w) => [...long].find(([, l]) => l === w)?.[0] ?? w).join('_');
  return [full, short].filter((made) => made !== name).slice(0, 1);
}
