/** Whether a number is one of a country. */
import { diallingPlan } from './dialling-plans.ts';

/**
 * North American area codes outside the United States and Canada (ITU-T E.164 country code 1): there the country
 * code alone does not say whose number it is.
 */
const NORTH_AMERICAN_AREAS: Readonly<Record<string, readonly string[]>> = {
  AG: ['268'],
  AI: ['264'],
  AS: ['684'],
  BB: ['246'],
  BM: ['441'],
  BS: ['242'],
  DM: ['767'],
  DO: ['809', '829', '849'],
  GD: ['473'],
  GU: ['671'],
  JM: ['876', '658'],
  KN: ['869'],
  KY: ['345'],
  LC: ['758'],
  MP: ['670'],
  MS: ['664'],
  PR: ['787', '939'],
  SX: ['721'],
  TC: ['649'],
  TT: ['868'],
  VC: ['784'],
  VG: ['284'],
  VI: ['340'],
};
const OTHER_AREAS = new Set(Object.values(NORTH_AMERICAN_AREAS).flat());

/** Says whether E.164 digits are a number of this ISO 3166 country. */
export function isOwnCountry(number: string, country: string | null): boolean {
  const code = country === null ? null : (diallingPlan(country)?.callingCode ?? null);
  if (country === null || code === null || !number.startsWith(code)) return false;
  if (code !== '1') return true;
  const area = number.slice(1, 4);
  const areas = NORTH_AMERICAN_AREAS[country];
  return areas === undefined ? !OTHER_AREAS.has(area) : areas.includes(area);
}
