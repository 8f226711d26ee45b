/** Names of countries and currencies in the viewer's language. */

export function countryOptions(codes: readonly string[], language: string) {
  return sorted(codes, new Intl.DisplayNames(language, { type: 'region' }), language).map(
    ({ code, name }) => ({ value: code, label: `${name} (${code})` }),
  );
}

/** In the order of the viewer's alphabet. */
export function countryNames(codes: readonly string[], language: string): readonly string[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return sorted(codes, names, language).map(({ name }) => name);
}

export function currencyOptions(codes: readonly string[], language: string) {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

/** "Berlin, Germany", or null for no place. */
export function placeText(
  { city, country }: Readonly<{ city: string; country: string | null }>,
  countries: Intl.DisplayNames,
): string | null {
  const places = [city, country === null ? '' : (countries.of(country) ?? country)];
  const text = places.filter((place) => place !== '').join(', ');
  return text === '' ? null : text;
}

/** The zones of a country, the first one proposed; nothing where the browser does not know them. */
export function zonesOfCountry(country: string): readonly string[] {
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getTimeZones?: () => string[];
    timeZones?: string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

function sorted(codes: readonly string[], names: Intl.DisplayNames, language: string) {
  const collator = new Intl.Collator(language);
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => collator.compare(a.name, b.name));
}
