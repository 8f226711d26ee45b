/** The columns that a sheet of accounts may have: what they are called, and what their cells mean. */
import { textOfCell } from './cell-text.ts';

/** How a cell is read. `text` stays as it is. */
type Kind =
  | 'text'
  | 'yes_no'
  | 'limit'
  | 'whole'
  | 'amount'
  | 'addresses'
  | 'names'
  | 'phone'
  | 'country'
  | 'code'
  | 'word'
  | 'day';

type Definition = Readonly<{ title: string; kind: Kind; names: readonly string[] }>;

/**
 * Each field by its path in the API. `title` heads the column of an export; `names` are headers of other
 * panels and of sheets in the wild, in lower case without spaces and signs.
 */
export const SHEET_FIELDS = {
  'panelAccess.number': {
    title: 'Account number',
    kind: 'text',
    names: [
      'number',
      'accountid',
      'account',
      'accountcode',
      'username',
      'login',
      'userid',
      'cardnumber',
      'kontonummer',
    ],
  },
  'panelAccess.parentNumber': {
    title: 'Reseller number',
    kind: 'text',
    names: ['parentnumber', 'reseller', 'resellerid', 'parent', 'parentid', 'agent', 'owner'],
  },
  'panelAccess.email': {
    title: 'E-mail',
    kind: 'text',
    names: ['email', 'emailaddress', 'mail', 'emailid', 'emailadresse', 'correo'],
  },
  'panelAccess.password': {
    title: 'Password',
    kind: 'text',
    names: ['webpassword', 'passwort', 'loginpassword'],
  },
  'panelAccess.pin': { title: 'PIN', kind: 'text', names: ['pincode', 'cardpin', 'callingcardpin'] },
  'panelAccess.createSipDevice': {
    title: 'Create SIP device',
    kind: 'yes_no',
    names: ['sipdevice', 'sipaccount', 'createsip'],
  },
  'profile.firstName': {
    title: 'First name',
    kind: 'text',
    names: [
      'firstname',
      'name',
      'givenname',
      'vorname',
      'customername',
      'fullname',
      'contactname',
      'nombre',
      'prenom',
    ],
  },
  'profile.lastName': {
    title: 'Last name',
    kind: 'text',
    names: ['lastname', 'surname', 'familyname', 'nachname'],
  },
  'profile.company': {
    title: 'Company',
    kind: 'text',
    names: ['companyname', 'organization', 'organisation', 'firma'],
  },
  'profile.phone': {
    title: 'Phone',
    kind: 'phone',
    names: ['telephone', 'telephone1', 'phonenumber', 'mobile', 'tel', 'telefon', 'contact'],
  },
  'profile.notificationEmails': {
    title: 'Notification e-mails',
    kind: 'addresses',
    names: ['notificationemail', 'billingemail', 'notifyemail'],
  },
  'profile.address1': {
    title: 'Address 1',
    kind: 'text',
    names: ['address', 'street', 'addressline1', 'strasse'],
  },
  'profile.address2': { title: 'Address 2', kind: 'text', names: ['addressline2'] },
  'profile.city': { title: 'City', kind: 'text', names: ['town', 'ort', 'stadt', 'ville', 'ciudad'] },
  'profile.province': { title: 'Province', kind: 'text', names: ['state', 'region', 'county'] },
  'profile.zip': { title: 'ZIP', kind: 'text', names: ['zipcode', 'postalcode', 'postcode', 'plz'] },
  'profile.country': {
    title: 'Country',
    kind: 'country',
    names: ['countrycode', 'countryid', 'land', 'pays', 'pais'],
  },
  'profile.timezone': {
    title: 'Time zone',
    kind: 'text',
    names: ['timezone', 'timezoneid', 'tz', 'zeitzone'],
  },
  'profile.language': { title: 'Language of mails', kind: 'word', names: ['language', 'lang', 'sprache'] },
  'profile.currency': {
    title: 'Currency',
    kind: 'code',
    names: ['currencycode', 'currencyid', 'waehrung', 'whrung'],
  },
  'settings.concurrentCalls': {
    title: 'Concurrent calls',
    kind: 'limit',
    names: ['concurrentcalls', 'maxchannels', 'channels', 'calllimit', 'maxcalls', 'lines'],
  },
  'settings.cps': { title: 'CPS', kind: 'limit', names: ['callspersecond', 'maxcps'] },
  'settings.localization': {
    title: 'Localization',
    kind: 'text',
    names: ['localizationset', 'dialplan', 'numbertranslation', 'lokalisierung'],
  },
  'settings.allowLocalCalls': {
    title: 'Allow local calls',
    kind: 'yes_no',
    names: ['localcalls', 'localcall'],
  },
  'settings.localCallRate': {
    title: 'Local call rate',
    kind: 'amount',
    names: ['localrate', 'localprice', 'localcallprice', 'localcallcost'],
  },
  'settings.notifications': {
    title: 'Notifications',
    kind: 'yes_no',
    names: ['notify', 'emailnotifications'],
  },
  'settings.paymentGatewayPermission': {
    title: 'Payment gateway permission',
    kind: 'yes_no',
    names: ['paypalpermission', 'paymentgateway', 'onlinepayment'],
  },
  'settings.validDays': {
    title: 'Valid days after first use',
    kind: 'whole',
    names: ['validitydays', 'expiredays', 'expirationdays', 'daysvalid', 'gultigetage'],
  },
  'billing.accountType': { title: 'Account type', kind: 'word', names: ['type', 'billingtype'] },
  'billing.creditLimit': { title: 'Credit limit', kind: 'amount', names: ['creditlimit', 'credit', 'limit'] },
  'billing.rateGroup': {
    title: 'Rate group',
    kind: 'text',
    names: ['rategroup', 'pricelist', 'pricelistid', 'tariff', 'tariffplan', 'rateplan', 'plan'],
  },
  'billing.cliPool': { title: 'CLI pool', kind: 'word', names: ['clipoolmode'] },
  'billing.nonCliRateGroup': {
    title: 'NON-CLI rate group',
    kind: 'text',
    names: ['nonclirategroup', 'noncli', 'nonclitariff'],
  },
  'billing.schedule': {
    title: 'Billing schedule',
    kind: 'word',
    names: ['billingcycle', 'sweep', 'sweepid', 'billingperiod'],
  },
  'billing.billingDay': { title: 'Billing day', kind: 'day', names: ['invoiceday', 'billday'] },
  'billing.taxes': { title: 'Taxes', kind: 'names', names: ['tax', 'taxnames', 'steuern'] },
  'billing.taxNumber': {
    title: 'Tax number',
    kind: 'text',
    names: ['vatnumber', 'vatid', 'taxid', 'vat', 'ustid'],
  },
  'billing.generateInvoice': {
    title: 'Generate invoice',
    kind: 'yes_no',
    names: ['invoice', 'generateinvoices'],
  },
  'billing.invoiceNote': { title: 'Invoice note', kind: 'text', names: ['note', 'invoicenotes'] },
  'billing.reference': {
    title: 'Reference',
    kind: 'text',
    names: ['externalid', 'customerid', 'customernumber', 'crmid', 'kundennummer', 'ref'],
  },
} as const satisfies Record<string, Definition>;

export type SheetField = keyof typeof SHEET_FIELDS;
export const SHEET_FIELD_NAMES = Object.keys(SHEET_FIELDS) as SheetField[];

const BY_NAME: ReadonlyMap<string, SheetField> = new Map(
  SHEET_FIELD_NAMES.flatMap((field) => {
    const { title, names }: Definition = SHEET_FIELDS[field];
    const own = field.slice(field.indexOf('.') + 1);
    return [plain(title), plain(own), plain(field), ...names].map((name) => [name, field] as const);
  }),
);

/** The field that each header names, or null; a field is proposed once, for the first column that names it. */
export function proposeMapping(headers: readonly string[]): (SheetField | null)[] {
  const used = new Set<SheetField>();
  return headers.map((header) => {
    const field = BY_NAME.get(plain(textOfCell(header)));
    if (field === undefined || used.has(field)) return null;
    used.add(field);
    return field;
  });
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 60);
}

const YES = new Set('yes y true t 1 on ja j si oui x'.split(' '));
const NO = new Set('no n false f 0 off nein non'.split(' '));
const WORDS: Readonly<Record<string, string>> = { pre: 'prepaid', post: 'postpaid' };

/**
 * What the API would take for this cell; undefined when it is empty. What cannot be read is passed on as
 * text, so that the check of the field names it. Numbers and yes/no of other panels are understood.
 */
export function valueOfCell(
  field: SheetField,
  cell: string,
  countries: ReadonlyMap<string, string>,
): unknown {
  const text = textOfCell(cell.trim()).trim();
  if (text === '') return undefined;
  const kind: Kind = SHEET_FIELDS[field].kind;
  const word = text.toLowerCase();
  switch (kind) {
    case 'text':
      return text;
    case 'code':
      return text.toUpperCase();
    case 'word':
      return WORDS[word] ?? word.replaceAll('-', '');
    case 'yes_no':
      return YES.has(word) ? true : NO.has(word) ? false : text;
    case 'limit':
      // Other panels write 0 for "no limit"; here 0 would mean that nothing is allowed.
      return word === 'unlimited' || word === '0'
        ? 'unlimited'
        : /^\d{1,9}$/.test(text)
          ? Number(text)
          : text;
    case 'whole':
      return /^\d{1,9}$/.test(text) ? Number(text) : text;
    case 'day':
      return /^\d{1,2}$/.test(text) ? Number(text) : word;
    case 'amount':
      return amountOf(text);
    case 'addresses':
      return text.split(/[\s,;]+/).filter((address) => address !== '');
    case 'names':
      return text.split(/\s*;\s*/).filter((name) => name !== '');
    case 'phone':
      return text.replace(/[\s()./-]/g, '').replace(/^00/, '+');
    case 'country':
      return countries.get(word) ?? text.toUpperCase();
  }
}

/** "0,0125" means what it says; both marks in one number could mean two things, so it stays as it is. */
function amountOf(text: string): string {
  const decimal = /^-?\d*,\d+$/.test(text) ? text.replace(',', '.') : text;
  return decimal.replace(/^(-?)\./, '$10.');
}

/** A nested value such as `{ profile: { city: 'Bonn' } }` out of fields by path. */
export function nestFields(
  values: ReadonlyMap<SheetField, unknown>,
): Record<string, Record<string, unknown>> {
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of values) {
    const [group = '', name = ''] = field.split('.');
    nested[group] = { ...nested[group], [name]: value };
  }
  return nested;
}
