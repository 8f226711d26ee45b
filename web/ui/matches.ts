/** Which options of a select match what is typed, the likeliest first: Enter takes the first. */
import { isOptionsGroup, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { withoutMarks } from './isolate.ts';

/**
 * Options whose label contains the text, whatever its case and accents: first those that begin with it as whole words,
 * then those that have it as their code in brackets, begin with it, have a word that begins with it, and the rest.
 * "India" is India before the British Indian Ocean Territory, and "de" is Germany (DE) before Denmark.
 */
export const matchesOf: OptionsFilter = ({ options, search }) => {
  const typed = folded(search);
  const items = options.filter((option): option is ComboboxItem => !isOptionsGroup(option));
  const groups = options.filter((option) => isOptionsGroup(option));
  return [
    ...ranked(items, typed),
    ...groups.map((group) => ({ ...group, items: ranked(group.items, typed) })),
  ];
};

function ranked(options: readonly ComboboxItem[], typed: string): ComboboxItem[] {
  return options
    .map((option) => ({ option, rank: rankOf(folded(option.label), typed) }))
    .filter(({ rank }) => rank !== NO_MATCH)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ option }) => option);
}

const NO_MATCH = 9;

function rankOf(label: string, typed: string): number {
  if (typed === '') return 0;
  const at = label.indexOf(typed);
  if (at === -1) return NO_MATCH;
  if (at === 0 && !/^[\p{L}\p{N}]/u.test(label.slice(typed.length))) return 0;
  if (label.includes(`(${typed})`)) return 1;
  if (at === 0) return 2;
  return label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed)) ? 3 : 4;
}

/** "Türkiye" is found by "turkiye". */
export function folded(text: string): string {
  return withoutMarks(text).trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
