/** Whether an account wants notices, and where they go. */
import { saveNotifications } from '../../operations/mail/save-notifications.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { notificationsOf } from '../../postgres/mail/mail-recipients.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { notifications, notificationsInput } from '../../schemas/mail/notifications.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Mails'];
const ofAccount = `${API}/accounts/:id/notifications`;
const own = `${API}/me/notifications`;

export function addNotificationRoutes(app: App, deps: HttpDeps): void {
  const bodyOf = async (accountId: bigint) => {
    const { isOn, recipients, otherwise } = await notificationsOf(deps.reads, accountId);
    const of = (topic: keyof typeof recipients) => [...(recipients[topic] ?? [])];
    return {
      isOn,
      money: of('money'),
      documents: of('documents'),
      services: of('services'),
      otherwise: [...otherwise],
    };
  };

  app.get(
    ofAccount,
    {
      config: { permission: 'mails:read' },
      schema: {
        tags,
        summary: 'Whether an account wants notices, and where they go',
        params: idParams,
        response: answers({ 200: notifications }),
      },
    },
    async (request) => {
      const { id } = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      return bodyOf(id);
    },
  );
  app.put(
    ofAccount,
    {
      config: { permission: 'accounts:edit' },
      schema: {
        tags,
        summary: 'Set whether an account wants notices, and where those of each topic go',
        params: idParams,
        body: notificationsInput,
        response: answers({ 200: notifications }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await saveNotifications(deps, actor, request.params.id, request.body);
      const { id } = await findAccount(deps.reads, request.params.id, actor.scopePath);
      return bodyOf(id);
    },
  );
  app.put(
    own,
    {
      config: { permission: 'self' },
      schema: {
        tags,
        summary: 'Set whether one wants notices oneself, and where those of each topic go',
        body: notificationsInput,
        response: answers({ 200: notifications }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await saveNotifications(deps, actor, actor.publicId, request.body);
      return bodyOf(actor.accountId);
    },
  );
}
