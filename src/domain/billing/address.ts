/** An address as it stands on a document. */

export type Address = Readonly<{
  address1: string;
  address2: string;
  zip: string;
  city: string;
  province: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}>;

/** Street, place, province and country, without the lines that are empty. */
export function addressLines(address: Address, language: string): readonly string[] {
  const { address1, address2, zip, city, province, country } = address;
  const countryName = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  return [address1, address2, `${zip} ${city}`.trim(), province, countryName].filter((line) => line !== '');
}
