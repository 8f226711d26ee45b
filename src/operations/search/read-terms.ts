/** What a text that somebody searches for may be: a number of the world, the end of one, an address, a call. */
import { parseAddress, parseNetwork } from '../../domain/accounts/networks.ts';
import { isUuid } from '../../domain/ids.ts';

export type Terms = Readonly<{
  text: string;
  /** Digits that a telephone number begins with; null = the text is none. */
  begins: string | null;
  /** Digits that one ends with: as people write the numbers of their own country, or its last ones. */
  ends: string | null;
  /** An address, or a network in CIDR notation, as PostgreSQL reads it. */
  network: string | null;
  sessionId: string | null;
}>;

/** Fewer digits begin most numbers of a country. */
const BEGINS_MIN = 3;
/** Fewer digits end numbers of everybody. */
const ENDS_MIN = 5;
const DIGITS_MAX = 15;

/** Reads a text that was trimmed. A text may be several of these at once. */
export function readTerms(text: string): Terms {
  return { text, ...readNumber(text), network: readNetwork(text), sessionId: isUuid(text) ? text : null };
}

function readNumber(text: string): Pick<Terms, 'begins' | 'ends'> {
  // "+49 (0)30 12": the zero is dialled inside the country only.
  const bare = text.replace(/^(\+[\d\s]+)\(0\)/, '$1').replaceAll(/[\s().\-/]/g, '');
  const [, plus, zeros = '', digits = ''] = /^(\+?)(0*)(\d*)$/.exec(bare) ?? [];
  if (digits.length < BEGINS_MIN || digits.length > DIGITS_MAX) return { begins: null, ends: null };
  const ends = digits.length < ENDS_MIN || plus === '+' ? null : digits;
  return { begins: zeros === '0' ? null : digits, ends };
}

function readNetwork(text: string): string | null {
  const address = parseAddress(text);
  if (address?.family === 4) return ipv4Text(address.value);
  return address !== null || (text.includes('/') && parseNetwork(text) !== null) ? text : null;
}

/** Also of one that was written as IPv6. */
function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}
