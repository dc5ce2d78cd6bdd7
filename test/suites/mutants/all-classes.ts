import { expressionClasses } from './classes/expressions.js';
import { formClasses } from './classes/forms.js';
import { grainClasses } from './classes/grain.js';
import { meaningClasses } from './classes/meanings.js';
import { nameClasses } from './classes/names.js';
import { placeClasses, tableClasses } from './classes/places.js';
import { rareClasses } from './classes/rare.js';
import { standardClasses } from './classes/standards.js';
import { textClasses } from './classes/texts.js';
import { timeClasses } from './classes/times.js';
import { valueClasses } from './classes/values.js';
import { writingClasses } from './classes/writing.js';
import type { MutantClass } from './mutant.js';

/** Every kind of mistake that documents are broken with. */
export const allClasses: readonly MutantClass[] = [
  ...textClasses,
  ...formClasses,
  ...nameClasses,
  ...valueClasses,
  ...expressionClasses,
  ...grainClasses,
  ...timeClasses,
  ...standardClasses,
  ...meaningClasses,
  ...writingClasses,
  ...placeClasses,
  ...tableClasses,
  ...rareClasses,
];
