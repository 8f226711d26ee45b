/** Whether an account wants notices, and where they go. */
import { z } from 'zod';
import { MAIL_TOPICS } from '../../domain/mail/mail.ts';
import { email } from '../accounts/account-groups.ts';

const addresses = z
  .array(email)
  .max(10, 'At most 10 addresses.')
  .refine(
    (all) => new Set(all.map((each) => each.toLowerCase())).size === all.length,
    'Name each address once.',
  )
  .describe('Empty: where those without addresses of their own go');

export const notificationsInput = z
  .strictObject({
    isOn: z.boolean().describe('false: no notices at all. What is about the sign-in always goes out'),
    money: addresses,
    documents: addresses,
    services: addresses,
  })
  .meta({ id: 'SetNotifications' });

export const notifications = z
  .object({
    isOn: z.boolean(),
    ...(Object.fromEntries(MAIL_TOPICS.map((topic) => [topic, z.array(z.string())])) as Record<
      (typeof MAIL_TOPICS)[number],
      z.ZodArray<z.ZodString>
    >),
    otherwise: z
      .array(z.string())
      .describe('Where notices without addresses of their own go: the notification addresses, or the e-mail'),
  })
  .meta({ id: 'Notifications' });
