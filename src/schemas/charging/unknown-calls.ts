/** Calls and registrations that belonged to nobody. */
import { z } from 'zod';
import { parseAddress, parseNetwork } from '../../domain/accounts/networks.ts';
import { UNKNOWN_CALL_KINDS } from '../../domain/charging/unknown-call-kinds.ts';
import { instant, instantInput, line, page, pageQuery, publicId } from '../common.ts';

export const unknownCalls = z
  .object({
    source: z
      .string()
      .describe('The address it came from; 0.0.0.0: addresses beyond those that are told apart in a minute'),
    kind: z.enum(UNKNOWN_CALL_KINDS),
    attempts: z.number().int().describe('How many there were in the time that was asked for'),
    firstAt: instant.describe('The minute of the first'),
    lastAt: instant.describe('The minute of the last'),
    cause: z.string(),
    remedy: z.string().describe('What staff may do about it'),
    sample: z
      .object({
        username: z.string().nullable(),
        realm: z.string().nullable(),
        dialled: z.string().nullable(),
        userAgent: z.string().nullable(),
      })
      .describe('The first one of the last minute, as far as the switch told it'),
    switch: z.object({ id: publicId, name: z.string() }).nullable().describe('That told of it'),
    device: z
      .object({
        id: publicId,
        label: z.string(),
        account: z.object({ id: publicId, number: z.string(), displayName: z.string() }),
      })
      .nullable()
      .describe('Whose user name it is; null where it is nobody’s, or where you may not see accounts'),
  })
  .meta({ id: 'UnknownCalls' });
export type UnknownCallsBody = z.output<typeof unknownCalls>;

export const unknownCallPage = page(unknownCalls);

const addresses = line(50).refine(
  (text) => parseAddress(text) !== null || parseNetwork(text) !== null,
  'Send an IP address such as "192.0.2.1", or a network such as "192.0.2.0/24".',
);

export const unknownCallQuery = z.object({
  ...pageQuery,
  source: addresses.optional().describe('An address, or a network of them'),
  username: line(64, 1).optional().describe('A part of the user name of the sample'),
  kind: z.enum(UNKNOWN_CALL_KINDS).optional(),
  from: instantInput.optional().describe('From this minute on; left out: from 24 hours ago'),
  to: instantInput.optional().describe('Exclusive'),
});
