import { anything } from './dictionary/anything.js';
import { business } from './dictionary/business.js';
import { commonTables } from './dictionary/common-tables.js';
import { furtherTables } from './dictionary/further-tables.js';
import { learningAndWork } from './dictionary/learning-and-work.js';
import { natureAndDevices } from './dictionary/nature-and-devices.js';
import { peopleAndHomes } from './dictionary/people-and-homes.js';
import { tradeAndMoney } from './dictionary/trade-and-money.js';
import { travelSportMedia } from './dictionary/travel-sport-media.js';

/**
 * What words of identifiers, alone or together, are called in Chinese; the usual first. Tables keep their
 * names in English where people ask in Chinese, so this is a dictionary of business, not of any table.
 */
export const chineseWords: Readonly<Record<string, string>> = {
  ...furtherTables,
  ...commonTables,
  ...business,
  ...learningAndWork,
  ...tradeAndMoney,
  ...peopleAndHomes,
  ...travelSportMedia,
  ...natureAndDevices,
  ...anything,
};
