/** Whether a tax number is one for VAT in the European Union: it begins with the code of a country there. */
const VAT_ID =
  /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)(?=.*\d.*\d)[0-9A-Z+*]{2,12}$/;

/** With spaces, dots and hyphens or without. Greece is EL there, and Northern Ireland XI. */
export function isVatId(taxNumber: string): boolean {
  return VAT_ID.test(taxNumber.toUpperCase().replaceAll(/[\s.\-\u200b]/g, ''));
}
