/** The columns that a sheet of accounts may have: what they are called, and what their cells mean. */
import { dateOf, decimalOf, plainHeader } from '../sheet-values.ts';
import { namesOfCell, textOfCell } from './cell-text.ts';
import { isTimezone } from './places.ts';
import { SHEET_LABELS } from './sheet-labels.ts';

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
  | 'day'
  | 'instant';

/** The accounts that a row may make. */
export const ROW_KINDS = ['customer', 'reseller'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

type Definition = Readonly<{
  title: string;
  kind: Kind;
  names: readonly string[];
  /** The only kind of account that has it; left out: both have. */
  only?: RowKind;
}>;

/**
 * Each field by its path in the API. `title` heads the column of an export; `names` are headers of other
 * panels and of sheets in the wild, in lower case without spaces and signs. What this panel calls a field is known, too.
 */
export const SHEET_FIELDS = {
  kind: { title: 'Kind', kind: 'word', names: ['accountkind'] },
  status: { title: 'Status', kind: 'word', names: ['accountstatus'] },
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
  'panelAccess.pin': {
    title: 'PIN',
    kind: 'text',
    only: 'customer',
    names: ['pincode', 'cardpin', 'callingcardpin'],
  },
  'panelAccess.createSipDevice': {
    title: 'Create SIP device',
    kind: 'yes_no',
    only: 'customer',
    names: ['sipdevice', 'sipaccount', 'createsip'],
  },
  'panelAccess.role': { title: 'Role', kind: 'text', only: 'reseller', names: ['rolename'] },
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
    only: 'customer',
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
    only: 'customer',
    names: ['paypalpermission', 'paymentgateway', 'onlinepayment'],
  },
  'settings.validDays': {
    title: 'Valid days after first use',
    kind: 'whole',
    only: 'customer',
    names: ['validitydays', 'expiredays', 'expirationdays', 'daysvalid', 'gultigetage'],
  },
  'billing.accountType': { title: 'Account type', kind: 'word', names: ['type', 'billingtype'] },
  'billing.creditLimit': { title: 'Credit limit', kind: 'amount', names: ['creditlimit', 'credit', 'limit'] },
  'billing.rateGroup': {
    title: 'Rate group',
    kind: 'text',
    names: ['rategroup', 'pricelist', 'pricelistid', 'tariff', 'tariffplan', 'rateplan', 'plan'],
  },
  'billing.cliPool': { title: 'CLI pool', kind: 'word', only: 'customer', names: ['clipoolmode'] },
  'billing.nonCliRateGroup': {
    title: 'NON-CLI rate group',
    kind: 'text',
    only: 'customer',
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
  'resellerTerms.type': { title: 'Reseller type', kind: 'word', only: 'reseller', names: [] },
  'resellerTerms.commissionPercent': {
    title: 'Commission percent',
    kind: 'amount',
    only: 'reseller',
    names: ['commission'],
  },
  'resellerTerms.invoiceDueDays': {
    title: 'Invoice due days',
    kind: 'whole',
    only: 'reseller',
    names: ['duedays', 'paymentterm'],
  },
  'resellerTerms.useOwnLetterhead': {
    title: 'Own letterhead',
    kind: 'yes_no',
    only: 'reseller',
    names: ['letterhead'],
  },
  'controls.validUntil': {
    title: 'Valid until',
    kind: 'instant',
    names: ['validto', 'expirydate', 'expirationdate', 'expires', 'gultigbis'],
  },
  'controls.forcedCallerId': {
    title: 'Forced caller ID',
    kind: 'phone',
    only: 'customer',
    names: ['callerid', 'forcedcli'],
  },
  'controls.alertThreshold': {
    title: 'Alert threshold',
    kind: 'amount',
    names: ['lowbalance', 'lowbalancealert', 'balancealert'],
  },
} as const satisfies Record<string, Definition>;

export type SheetField = keyof typeof SHEET_FIELDS;
export const SHEET_FIELD_NAMES = Object.keys(SHEET_FIELDS) as SheetField[];

/** Of two fields with the same name the first one has it: "type" is that of the account. */
const BY_NAME: ReadonlyMap<string, SheetField> = new Map(
  SHEET_FIELD_NAMES.toReversed().flatMap((field) => {
    const { title, names }: Definition = SHEET_FIELDS[field];
    const own = field.slice(field.indexOf('.') + 1);
    const known = [title, own, field, ...SHEET_LABELS[field]].map(plainHeader);
    return [...known, ...names].map((name) => [name, field] as const);
  }),
);

/** Says whether an account of this kind has the field. */
export function isFieldOf(kind: string, field: SheetField): boolean {
  const { only }: Definition = SHEET_FIELDS[field];
  return only === undefined || only === kind;
}

/** The field that each header names, or null; a field is proposed once, for the first column that names it. */
export function proposeMapping(headers: readonly string[]): (SheetField | null)[] {
  const used = new Set<SheetField>();
  return headers.map((header) => {
    const { name } = partsOfHeader(header);
    const field = BY_NAME.get(plainHeader(name));
    if (field === undefined || used.has(field)) return null;
    used.add(field);
    return field;
  });
}

/** "Valid until (Europe/Berlin)": a zone in brackets is that of the times below. */
function partsOfHeader(header: string): Readonly<{ name: string; zone: string | null }> {
  const text = textOfCell(header);
  const [, name = '', zone = ''] = /^(.*)\(([\w/+-]+)\)\s*$/.exec(text) ?? [];
  return isTimezone(zone) ? { name, zone } : { name: text, zone: null };
}

/** The zone that a header names for the times of its column; null = none. */
export function zoneOfHeader(header: string): string | null {
  return partsOfHeader(header).zone;
}

const YES = new Set('yes y true t 1 on ja j si oui x'.split(' '));
const NO = new Set('no n false f 0 off nein non'.split(' '));
/** Of other panels, and of the languages of this one. */
const WORDS: Readonly<Record<string, string>> = {
  pre: 'prepaid',
  post: 'postpaid',
  aktiv: 'active',
  enabled: 'active',
  نشط: 'active',
  gesperrt: 'suspended',
  inactive: 'suspended',
  disabled: 'suspended',
  blocked: 'suspended',
  معلّق: 'suspended',
};

export type CellRules = Readonly<{
  /** Codes by the names of countries, in lower case. */
  countries: ReadonlyMap<string, string>;
  /** Of the times of the column; null: only those that name their own are taken. */
  zone: string | null;
  /** The day that a spreadsheet counts as 0, for its own numbers of days; null for texts. */
  serialDayZero: string | null;
}>;

/**
 * What the API would take for this cell; undefined when it is empty. What cannot be read is passed on as
 * text, so that the check of the field names it. Numbers and yes/no of other panels are understood.
 */
export function valueOfCell(field: SheetField, cell: string, rules: CellRules): unknown {
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
      return namesOfCell(text);
    case 'phone':
      return text.replace(/[\s()./-]/g, '').replace(/^00/, '+');
    case 'country':
      return rules.countries.get(word) ?? text.toUpperCase();
    case 'instant':
      return instantOfText(text, rules);
  }
}

/** "1,000" is one to a thousand in one language and a thousand in another. */
const THOUSANDS = /^-?[1-9]\d{0,2},\d{3}$/;

/** "0,0125" means what it says; what could be two amounts stays as it is, to be refused. */
function amountOf(text: string): string {
  return THOUSANDS.test(text) ? text : decimalOf(text);
}

/** An instant that says its zone stays; a local time is one of the zone of its column. */
function instantOfText(text: string, { zone, serialDayZero }: CellRules): string {
  if (zone === null || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) return text;
  const moment = dateOf(text, { order: null, timezone: zone, serialDayZero });
  return moment instanceof Date ? moment.toISOString() : text;
}

/** A nested value such as `{ profile: { city: 'Bonn' } }` out of fields by path; the kind is in no group. */
export function nestFields(
  values: ReadonlyMap<SheetField, unknown>,
): Record<string, Record<string, unknown>> {
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of values) {
    const [group = '', name] = field.split('.');
    if (name === undefined) continue;
    nested[group] = { ...nested[group], [name]: value };
  }
  return nested;
}
