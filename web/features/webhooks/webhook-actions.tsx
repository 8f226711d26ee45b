/** What may be done with a webhook. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '../../api/client.ts';
import { useWrite } from '../../api/use-write.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { toast } from '../../ui/toast.ts';
import type { Webhook } from './api.ts';
import { AgainDialog } from './again-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookForm } from './webhook-form.tsx';

type Props = Readonly<{ webhook: Webhook; zone: string; onChanged: () => Promise<unknown> }>;
type Renewed = Readonly<{ secret: string; previousSecretUntil: string }>;

export function WebhookActions({ webhook, zone, onChanged }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'edit' | 'again' | 'secret' | 'remove' | null>(null);
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const url = `/webhooks/${webhook.id}`;
  const isActive = webhook.status === 'active';
  const done = async (text: string) => {
    setAsked(null);
    toast(text);
    await onChanged();
  };
  const testing = useWrite({
    mutationFn: () => post(`${url}/test`, undefined),
    onSuccess: () => done(t('webhooks.tested')),
  });
  const switching = useWrite({
    mutationFn: () => patch(url, { status: isActive ? 'paused' : 'active' }),
    onSuccess: () => done(t(isActive ? 'webhooks.pausedNow' : 'webhooks.goesOn')),
  });
  return (
    <Allowed to="webhooks:edit">
      {testing.isError && <ProblemAlert error={testing.error} />}
      {switching.isError && <ProblemAlert error={switching.error} />}
      <div className="tb-actions tb-webhook-actions">
        <Button loading={testing.isPending} onClick={() => testing.mutate()}>
          {t('webhooks.test')}
        </Button>
        <Button variant="default" onClick={() => setAsked('again')}>
          {t('webhooks.again')}
        </Button>
        <Button variant="default" loading={switching.isPending} onClick={() => switching.mutate()}>
          {t(isActive ? 'webhooks.pause' : 'webhooks.goOn')}
        </Button>
        <Button variant="default" onClick={() => setAsked('edit')}>
          {t('record.edit')}
        </Button>
        <Button variant="default" onClick={() => setAsked('secret')}>
          {t('webhooks.newSecret')}
        </Button>
        <Button variant="default" onClick={() => setAsked('remove')}>
          {t('webhooks.remove')}
        </Button>
      </div>
      {asked === 'edit' && (
        <WebhookForm
          webhook={webhook}
          onSaved={() => done(t('record.saved'))}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'again' && (
        <AgainDialog
          url={url}
          zone={zone}
          onSent={(count) => done(t('webhooks.sentAgain', { count }))}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'secret' && (
        <ConfirmDialog
          title={t('webhooks.newSecret')}
          text={t('webhooks.newSecretText')}
          submit={t('webhooks.newSecret')}
          act={() => post<Renewed>(`${url}/secret`, undefined)}
          onDone={async (answer) => {
            setAsked(null);
            setRenewed(answer);
            await onChanged();
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {renewed !== null && (
        <SecretDialog
          secret={renewed.secret}
          until={renewed.previousSecretUntil}
          zone={zone}
          onClose={() => setRenewed(null)}
        />
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={t('webhooks.remove')}
          text={t('webhooks.removeText', { url: webhook.url })}
          submit={t('webhooks.remove')}
          act={() => remove(url)}
          onDone={async () => {
            toast(t('webhooks.removed'));
            await navigate({ to: '/webhooks' });
            await onChanged();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Allowed>
  );
}
