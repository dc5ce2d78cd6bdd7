import { anything } from './dictionary/anything.js';
import { customers } from './dictionary/customers.js';
import { devices } from './dictionary/devices.js';
import { finance } from './dictionary/finance.js';
import { food } from './dictionary/food.js';
import { health } from './dictionary/health.js';
import { homes } from './dictionary/homes.js';
import { learning } from './dictionary/learning.js';
import { logistics } from './dictionary/logistics.js';
import { marketing } from './dictionary/marketing.js';
import { markets } from './dictionary/markets.js';
import { media } from './dictionary/media.js';
import { nature } from './dictionary/nature.js';
import { networks } from './dictionary/networks.js';
import { orders } from './dictionary/orders.js';
import { people } from './dictionary/people.js';
import { placesAndTimes } from './dictionary/places-and-times.js';
import { society } from './dictionary/society.js';
import { sportAndGames } from './dictionary/sport-and-games.js';
import { trade } from './dictionary/trade.js';
import { travel } from './dictionary/travel.js';
import { vehicles } from './dictionary/vehicles.js';
import { work } from './dictionary/work.js';

/**
 * What words of identifiers, alone or together, are called in Chinese; the usual first. Tables keep their
 * names in English where people ask in Chinese, so this is a dictionary of business, not of any table.
 */
export const chineseWords: Readonly<Record<string, string>> = {
  ...people,
  ...work,
  ...learning,
  ...trade,
  ...logistics,
  ...marketing,
  ...finance,
  ...placesAndTimes,
  ...homes,
  ...food,
  ...health,
  ...travel,
  ...sportAndGames,
  ...media,
  ...society,
  ...nature,
  ...devices,
  ...anything,
  ...customers,
  ...orders,
  ...markets,
  ...vehicles,
  ...networks,
};
