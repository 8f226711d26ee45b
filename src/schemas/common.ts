/** Shapes that many resources share: decimal strings, instants, pages, and texts that people type. */
import { z } from 'zod';
import { isCountry } from '../domain/accounts/places.ts';
import {
  AMOUNT_MICROS_MAX,
  formatMoney,
  isCurrency,
  parseDecimal,
  parseMoney,
  parseRate,
  RATE_NANOS_MAX,
} from '../domain/money.ts';

/** Control characters have no place in names and notes; line breaks do in notes. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// oxlint-disable-next-line no-control-regex
const CONTROL_IN_LINES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
/**
 * Embeddings, overrides and isolates of direction (UAX #9) make a text look like another one. Arabic and Hebrew need
 * none of them; the marks U+200E and U+200F and the joiners inside words stay allowed.
 */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
/** U+2800 is the blank of Braille. What Unicode has not assigned yet may be the next emoji, and counts as seen. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u;

/** A surrogate without its other half: PostgreSQL has no place for it. */
const HALF = /\p{Cs}/u;
const HALF_CHARACTER = 'This holds half a character, which cannot be stored. Delete it and type it again.';
const DIRECTION =
  'Remove the invisible characters that turn the direction of the text (U+202A to U+202E, U+2066 to U+2069).';

/** One line of text, trimmed. Any script and accent is kept as typed. */
export function line(max: number, min = 0) {
  return (
    z
      .string()
      .trim()
      .min(min, min === 1 ? 'Required: type something here.' : `Use at least ${min} characters.`)
      .max(max, `Use at most ${max} characters.`)
      .refine((text) => !CONTROL.test(text), 'Remove the line breaks and control characters.')
      .refine((text) => !HALF.test(text), HALF_CHARACTER)
      .refine((text) => !TURNS_DIRECTION.test(text), DIRECTION)
      // An empty text has its own message.
      .refine(
        (text) => min === 0 || text === '' || VISIBLE.test(text),
        'All characters of this are invisible. Type something that can be read.',
      )
  );
}

/** What people call something. It may be empty, and what is given can be seen. */
export const label = line(100).refine(
  (text) => text === '' || VISIBLE.test(text),
  'All characters of this are invisible. Type something that can be read.',
);

/** Text of several lines, trimmed, with "\n" between them. */
export function lines(max: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n'))
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine((text) => !CONTROL_IN_LINES.test(text), 'Remove the control characters.')
    .refine((text) => !HALF.test(text), HALF_CHARACTER)
    .refine((text) => !TURNS_DIRECTION.test(text), DIRECTION);
}

/** A public id in a body or a query. */
export const publicId = z.uuid('This is no id: send one as the API gave it.');

/** An id in a path. Anything is let in, because what is no id is simply not found. */
export const pathId = z.string().max(64).describe('Public id (UUID)');

export const idParams = z.object({ id: pathId });
export const okAnswer = z.object({ ok: z.literal(true) });

/** ISO 8601 in UTC, to the millisecond, as answered. */
export const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** ISO 8601 with a zone, as sent. */
export const instantInput = z.iso
  .datetime({
    offset: true,
    message: 'Send an instant in ISO 8601 with its zone, such as "2026-11-24T00:00:00Z".',
  })
  .refine(
    (text) => Date.parse(text) >= 0 && Date.parse(text) < Date.UTC(2200, 0),
    'Send an instant between 1970 and 2199.',
  );

export const currencyCode = z
  .string()
  .refine(isCurrency, 'Send an ISO 4217 currency code in capitals, such as "EUR".')
  .meta({ examples: ['EUR'] });

/** An amount as answered: six digits after the point, a minus when the holder owes. */
export const amount = z
  .string()
  .regex(/^-?\d+\.\d{6}$/)
  .meta({ examples: ['12.340000'] });

/** A decimal amount as sent, at most six digits after the point. */
export function amountInput({
  minMicros,
  maxMicros = AMOUNT_MICROS_MAX,
}: {
  minMicros: bigint;
  maxMicros?: bigint;
}) {
  const range = `Send an amount from ${formatMoney(minMicros)} to ${formatMoney(maxMicros)}.`;
  return z
    .string()
    .trim()
    .refine(
      (text) => parseMoney(text) !== null,
      'Send a decimal amount such as "12.50", at most six digits after the point.',
    )
    .refine((text) => isWithin(parseMoney(text), minMicros, maxMicros), range)
    .meta({ examples: ['12.50'] });
}

/** A rate per minute as sent, at most nine digits after the point. */
export const rateInput = z
  .string()
  .trim()
  .refine(
    (text) => parseRate(text) !== null,
    'Send a decimal rate per minute such as "0.0125", at most nine digits after the point.',
  )
  .refine(
    (text) => isWithin(parseRate(text), 0n, RATE_NANOS_MAX),
    'Send a rate from 0 to 1000000 per minute.',
  )
  .meta({ examples: ['0.012500000'] });

/** A share as sent, in percent: 0 to 100, at most four digits after the point. */
export const percentInput = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Send a percentage such as "12.5", at most four digits after the point.')
  .refine((text) => !(Number(text) > 100), 'Send at most 100.')
  .meta({ examples: ['12.5'] });

/** A decimal string with at most `digits` places, within bounds given as integers of 10^-digits. */
export function decimalInput({
  digits,
  min,
  max,
  accepts,
}: {
  digits: number;
  min: bigint;
  max: bigint;
  accepts: string;
}) {
  return z
    .string()
    .trim()
    .refine((text) => {
      const value = parseDecimal(text, digits);
      return value !== null && value >= min && value <= max;
    }, `Send ${accepts}.`);
}

function isWithin(value: bigint | null, min: bigint, max: bigint): boolean {
  // A text that is no decimal has its own message.
  return value === null || (value >= min && value <= max);
}

/** A page holds at most this many rows: an answer of any list stays small. */
export const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT = 50;

export const pageQuery = {
  cursor: z.string().max(500).optional().describe('nextCursor of the page before'),
  limit: z.coerce
    .number()
    .int('Send a whole number.')
    .min(1, `Send a limit from 1 to ${PAGE_LIMIT_MAX}.`)
    .max(PAGE_LIMIT_MAX, `Send a limit from 1 to ${PAGE_LIMIT_MAX}.`)
    .default(PAGE_LIMIT),
};

export const pageQueryObject = z.object(pageQuery);

/** One page of a list. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** How many rows a list has. */
export const rowCount = z.object({
  count: z.number().int().nonnegative().describe('At most 10000'),
  isMore: z.boolean().describe('There are more, or may be, which were not counted'),
});

/** Searches ignore case; a longer text would only find nothing slowly. */
export const searchQuery = line(100).optional().describe('Searches number, e-mail, name and reference');

export const idempotencyHeader = z.object({
  'idempotency-key': z
    .uuid('Send a UUID.')
    .optional()
    .describe('A UUID; the same key with the same content gets the first answer again'),
});

export const countryCode = z
  .string()
  .refine(isCountry, 'Send an ISO 3166 country code in capitals, such as "DE".');
