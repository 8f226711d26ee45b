/** The search over everything, as the API answers it. */
import { z } from 'zod';
import { instant, line, publicId } from '../common.ts';

const HIT_KINDS = [
  'account',
  'provider',
  'did',
  'caller_id',
  'forced_caller_id',
  'ip_address',
  'device',
  'call',
  'document',
  'rate_group',
  'trunk',
  'gateway',
] as const;

export const searchEverythingQuery = z.object({
  q: line(100)
    .default('')
    .describe(
      'A number, name, e-mail or reference of an account; a telephone number or its end, also of a profile; an IP address; a SIP user name; the id of a call; how the number of a receipt or an invoice begins; a name of a rate group, trunk or gateway',
    ),
});

export const hit = z
  .object({
    kind: z.enum(HIT_KINDS),
    id: publicId.describe('Of the thing itself; of a call its session id'),
    title: z.string(),
    subtitle: z.string(),
    status: z.string().nullable().describe('Of the account, group, trunk or gateway'),
    accountId: publicId.nullable().describe('The account that it belongs to'),
    trunkId: publicId.nullable().describe('The trunk that it belongs to'),
    startedAt: instant.nullable().describe('Of a call'),
  })
  .meta({ id: 'SearchHit' });

export const searchAnswer = z.object({
  hits: z.array(hit).describe('At most 8 of each kind, the nearest first'),
  isIncomplete: z
    .boolean()
    .describe('The text is in so much that looking was given up: search for more of it'),
});
