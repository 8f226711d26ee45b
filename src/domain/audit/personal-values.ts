/**
 * What of an event is personal, and how it is kept apart: the event has a salted hash, the value stands beside it until it
 * is erased. Without its salt a hash says nothing, also of what is easily guessed, such as an address or a number.
 */
import type { Difference, Value } from './differences.ts';

/** A value that stands elsewhere, or was erased. */
export type Hashed = Readonly<{ hash: string }>;
export type KeptValue = Readonly<{ salt: string; text: string }>;
/** By place: "address", "reason", "changes.0.before". `text` is the value as JSON. */
export type KeptValues = Readonly<Record<string, KeptValue>>;
export type RecordedChange = Readonly<{ field: string; before: Value | Hashed; after: Value | Hashed }>;

export type RecordedEvent = Readonly<{
  /** Empty: there was none. */
  addressHash: string;
  reasonHash: string;
  changes: readonly RecordedChange[];
}>;

/** `salt` draws 128 bits as 32 hexadecimal digits; `sha256` of a text as UTF-8, in hexadecimal. */
export type Hashing = Readonly<{ salt: () => string; sha256: (text: string) => string }>;

/**
 * Fields whose texts say nothing about a person. Everything else counts as personal, so that a field that nobody
 * thought of can be erased, too. A template's fields are those of the account.
 */
const PLAIN_FIELDS = [
  /^(device\.)?status$/,
  /^parent$/,
  /^controls\.(validUntil|alertThreshold)$/,
  /^profile\.(country|timezone|language|currency)$/,
  /^settings\./,
  /^(session|sign_in|export|credentials)\./,
  /^billing\.(?!taxNumber$|invoiceNote$|reference$)/,
  /^resellerTerms\./,
  /^guards\./,
  /^destinations\.(?!note$)/,
  /^(name|kind|isDefault)$/,
  /^role\./,
  /^api_key\.scopes$/,
  /^panelAccess\.role$/,
  /^brand\.(buttonColour|barColour|logo)$/,
  /^mail_server\.(port|security)$/,
  /^signUp\./,
  /^rate_group\./,
  /^rates?\.(?!account$)/,
  /^exchange_rate\./,
  /^payment\.(kind|amount)$/,
  /^coupons?\.(?!note$)/,
  /^localization\./,
  /^trunk\./,
  /^gateway\.(?!username$|inactiveReason$)/,
  /^switch\./,
  /^provider\.(status|country|timezone)$/,
  /^tax\./,
  /^letterhead\.logo/,
  /^(account_)?package\./,
  /^product\./,
  /^subscription\.(?!number$)/,
];

/** Says whether a value of this field has to be erasable: numbers, yes and no, and nothing never are. */
export function isPersonal(field: string, value: Value): boolean {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return false;
  if (value.length === 0) return false;
  const ofAccount = field.replace(/^template\./, '');
  return !PLAIN_FIELDS.some((plain) => plain.test(ofAccount));
}

/** Takes the personal values out of an event; each gets a salt of its own. */
export function keepApart(
  event: Readonly<{ address: string; reason: string; changes: readonly Difference[] }>,
  hashing: Hashing,
): RecordedEvent & Readonly<{ kept: KeptValues }> {
  const kept: Record<string, KeptValue> = {};
  const hashed = (place: string, value: Value): string => {
    const one = { salt: hashing.salt(), text: JSON.stringify(value) };
    kept[place] = one;
    return hashOf(one, hashing);
  };
  const side = (index: number, { field, ...sides }: Difference, name: 'before' | 'after') => {
    const value = sides[name];
    return isPersonal(field, value) ? { hash: hashed(placeOf(index, name), value) } : value;
  };
  return {
    addressHash: event.address === '' ? '' : hashed('address', event.address),
    reasonHash: event.reason === '' ? '' : hashed('reason', event.reason),
    changes: event.changes.map((change, index) => ({
      field: change.field,
      before: side(index, change, 'before'),
      after: side(index, change, 'after'),
    })),
    kept,
  };
}

/** `isErased`: a value was personal and is not there any more. */
export type OpenChange = Difference & Readonly<{ isErased?: true }>;
export type OpenEvent = Readonly<{
  address: string;
  reason: string;
  changes: readonly OpenChange[];
  /** Something of it is not there any more. */
  isErased: boolean;
}>;

/** Puts the values that are still kept back into an event; what was erased is null, or an empty text. */
export function openEvent(event: RecordedEvent, kept: KeptValues): OpenEvent {
  const open = (place: string): Value => {
    const one = kept[place];
    return one === undefined ? null : (JSON.parse(one.text) as Value);
  };
  const changes = event.changes.map(({ field, ...sides }, index) => {
    const value = (name: 'before' | 'after') => {
      const recorded = sides[name];
      return isHashed(recorded) ? open(placeOf(index, name)) : recorded;
    };
    const isErased = SIDES.some((name) => isHashed(sides[name]) && !(placeOf(index, name) in kept));
    return { field, before: value('before'), after: value('after'), ...(isErased && { isErased }) };
  });
  return {
    address: (open('address') as string | null) ?? '',
    reason: (open('reason') as string | null) ?? '',
    changes,
    isErased: missingOf(event, kept).length > 0,
  };
}

/** The places whose kept value is not the one that was recorded, or that the event does not know. */
export function wronglyKept(
  event: RecordedEvent,
  kept: KeptValues,
  hashing: Pick<Hashing, 'sha256'>,
): readonly string[] {
  const hashes = hashesOf(event);
  return Object.entries(kept).flatMap(([place, one]) =>
    hashes.get(place) === hashOf(one, hashing) ? [] : [place],
  );
}

/** The places whose value was recorded and is not kept any more: each needs a cause. */
export function missingOf(event: RecordedEvent, kept: KeptValues): readonly string[] {
  return [...hashesOf(event).keys()].filter((place) => !(place in kept));
}

const SIDES = ['before', 'after'] as const;

function hashesOf({ addressHash, reasonHash, changes }: RecordedEvent): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  if (addressHash !== '') hashes.set('address', addressHash);
  if (reasonHash !== '') hashes.set('reason', reasonHash);
  for (const [index, change] of changes.entries()) {
    for (const name of SIDES) {
      const recorded = change[name];
      if (isHashed(recorded)) hashes.set(placeOf(index, name), recorded.hash);
    }
  }
  return hashes;
}

function hashOf({ salt, text }: KeptValue, { sha256 }: Pick<Hashing, 'sha256'>): string {
  return sha256(salt + text);
}

function placeOf(index: number, name: 'before' | 'after'): string {
  return `changes.${index}.${name}`;
}

function isHashed(value: Value | Hashed): value is Hashed {
  return value !== null && typeof value === 'object' && 'hash' in value;
}
