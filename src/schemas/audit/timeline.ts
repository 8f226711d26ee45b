/** The timeline of an account: who did what to it, newest first. */
import { z } from 'zod';
import { SETTINGS_SUBJECTS, TIMELINE_SUBJECTS } from '../../domain/audit/subjects.ts';
import { instant, page, pageQuery, publicId } from '../common.ts';

const value = z.unknown().describe('A text, a number, true, false, null, or a list of them');

export const auditEvent = z
  .object({
    id: publicId,
    happenedAt: instant,
    action: z.string().describe('Such as "account.changed"'),
    by: z.string().nullable().describe('Account number; null = the system, or somebody above you'),
    as: z.string().nullable().describe('Account number as which it was done, by signing in as it; else null'),
    via: z.enum(['session', 'api_key', 'system']),
    address: z.string().describe('Where the request came from; empty for whoever may not see it'),
    changes: z.array(
      z.object({
        field: z.string(),
        before: value,
        after: value,
        isErased: z.literal(true).optional().describe('A value was personal, and is erased: null'),
      }),
    ),
    reason: z.string().describe('Why, in the words of whoever did it; empty for whoever may not see who did'),
    isErased: z.boolean().describe('Something personal of it was erased'),
  })
  .meta({ id: 'AuditEvent' });
export const timelineQuery = z.object({
  ...pageQuery,
  about: z
    .enum(TIMELINE_SUBJECTS)
    .optional()
    .describe(
      'account; access: passwords, invitations, sessions, second factors and API keys; devices; items: numbers and addresses',
    ),
});
export const settingsTimelineQuery = z.object({
  ...pageQuery,
  about: z.enum(SETTINGS_SUBJECTS).optional(),
});
export const timelinePage = page(auditEvent);
