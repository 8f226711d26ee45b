/** The timeline of everybody below, searched. */
import { z } from 'zod';
import { isTimezone } from '../../domain/accounts/places.ts';
import { AUDIT_ACTIONS } from '../../domain/audit/actions.ts';
import { instantInput, line, page, pageQuery, publicId } from '../common.ts';
import { auditEvent } from './timeline.ts';

const named = z.object({ id: publicId, number: z.string(), displayName: z.string() });

export const foundEvent = auditEvent
  .extend({
    about: named.nullable().describe('The account that it is about; null = taken back since'),
    actor: named.nullable().describe('Who did it; null = the system, or somebody above you'),
  })
  .meta({ id: 'FoundAuditEvent' });

/** A trigram has three letters, and fewer are in everything. */
const Q_LENGTH_MIN = 3;

export const auditQuery = z.object({
  ...pageQuery,
  q: line(100, Q_LENGTH_MIN)
    .optional()
    .describe('In a value before or after, a reason or an address; or the whole number of either account'),
  action: z.enum(AUDIT_ACTIONS).optional(),
  accountId: publicId.optional().describe('The account that it is about'),
  actorId: publicId.optional().describe('Who did it'),
  address: z
    .string()
    .trim()
    .regex(/^[0-9A-Fa-f.:]{1,45}$/, 'Send the beginning of an address, such as 198.51.100. or 2001:db8:')
    .optional()
    .describe('The beginning of the address that it came from'),
  from: instantInput.optional(),
  to: instantInput.optional().describe('Up to here, and not at it'),
});
export const auditCountQuery = auditQuery.omit({ cursor: true, limit: true });
export const auditExportQuery = auditCountQuery.extend({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  timezone: z
    .string()
    .refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".')
    .default('UTC')
    .describe('The zone that times are written in'),
});
export const auditPage = page(foundEvent);
