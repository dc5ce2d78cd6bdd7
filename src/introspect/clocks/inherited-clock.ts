import type { TableFacts } from '../facts.js';
import type { Evidence, FoundEntity } from '../found.js';
import { numbered } from '../words/naming.js';
import { quoteName } from '../../base/text/name.js';
import { sameWords } from '../words/words.js';

/**
 * Lines of something have the clock of what they are lines of: `invoice_line` without a day of its own is
 * counted by its invoice's, where every line has its invoice. `facts` are in the order of the entities.
 */
export function withInheritedClocks(
  entities: readonly FoundEntity[],
  facts: readonly TableFacts[],
  note: (evidence: Evidence) => void,
): readonly FoundEntity[] {
  return entities.map((entity, i) => {
    if (entity.time !== undefined) return entity;
    for (const relationship of entity.relationships.filter((r) => r.required)) {
      const at = entities.findIndex((e) => e.name === relationship.to);
      const clock = entities[at]?.attributes.find((a) => a.name === entities[at]!.time);
      const whole = facts[at]?.words ?? [];
      const isLine =
        facts[i]!.words.length > whole.length &&
        sameWords(facts[i]!.words.slice(0, whole.length), whole);
      if (clock === undefined || !isLine) continue;
      const names = [...entity.attributes, ...entity.relationships].map((a) => a.name);
      const name = numbered(clock.name, new Set(names));
      note({
        entity: entity.name,
        about: 'time',
        text: `that of its ${relationship.to}`,
        taken: true,
      });
      const is = `${quoteName(relationship.name)}.${quoteName(clock.name)}`;
      const attribute = { name, type: clock.type, is, required: false };
      return { ...entity, time: name, attributes: [...entity.attributes, attribute] };
    }
    return entity;
  });
}
