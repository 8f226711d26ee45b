import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { mailServer, testMailAnswer } from '../../../src/schemas/mail/mail.ts';
import { actorQuery } from '../../api/actor.ts';
import { get, post, put, remove } from '../../api/client.ts';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm } from '../../ui/record/use-record-form.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { SettingsForm } from './settings-form.tsx';

type MailServer = z.output<typeof mailServer>;

const SECURITIES = ['starttls', 'tls', 'none'] as const;
const rules = () => import('../../../src/schemas/mail/mail.ts');

const mailServerQuery = queryOptions({
  queryKey: ['settings', 'mail'],
  queryFn: ({ signal }) => get<MailServer>('/settings/mail', { signal }),
});

/** By which server mails go out. Without one they are kept at their accounts. */
export function MailServerPanel() {
  const { t } = useTranslation();
  const server = useQuery(mailServerQuery);
  return (
    <Panel
      title={t('settings.mail.title')}
      aside={
        server.data !== undefined && (
          <Tag tone={server.data.isSetUp ? 'good' : 'warn'}>
            {t(server.data.isSetUp ? 'settings.mail.isSetUp' : 'settings.mail.isNotSetUp')}
          </Tag>
        )
      }
    >
      <p className="tb-list-help">{t('settings.mail.help')}</p>
      {server.isError && <ProblemAlert error={server.error} onRetry={() => void server.refetch()} />}
      {server.isPending && <Loading height={180} />}
      {/* What was saved is where the next change begins. */}
      {server.data !== undefined && <ServerForm key={JSON.stringify(server.data)} server={server.data} />}
    </Panel>
  );
}

function ServerForm({ server }: { server: MailServer }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'test' | 'forget' | null>(null);
  const fields = useMemo(
    (): readonly RecordField[] => [
      { name: 'host', input: 'text', isRequired: true, isMono: true, inputMode: 'url' },
      {
        name: 'security',
        input: 'choice',
        options: SECURITIES.map((value) => ({ value, label: t(`settings.mail.security.${value}`) })),
      },
      { name: 'port', input: 'whole', empty: 'omitted' },
      { name: 'user', input: 'text', isMono: true },
      {
        name: 'password',
        input: 'secret',
        empty: 'omitted',
        ...(server.hasPassword ? { none: t('settings.mail.passwordKept') } : {}),
      },
      { name: 'senderAddress', input: 'text', isRequired: true, inputMode: 'email' },
      { name: 'senderName', input: 'text' },
    ],
    [t, server.hasPassword],
  );
  const keep = async (saved: MailServer) => {
    queryClient.setQueryData(mailServerQuery.queryKey, saved);
    toast(t('record.saved'));
    await queryClient.invalidateQueries(SETTINGS_TIMELINE);
  };
  const form = useRecordForm({
    fields,
    words: 'settings.mail.field',
    // Before there is a server, its port follows what is chosen for its security.
    record: server.isSetUp ? server : { ...server, port: null },
    zone: 'UTC',
    schema: async () => (await rules()).mailServerInput,
    save: (body) => put<MailServer>('/settings/mail', body),
    onSaved: keep,
  });
  return (
    <>
      <SettingsForm
        title={t('settings.mail.title')}
        form={form}
        needs={['mail_server:edit']}
        actions={
          server.isSetUp &&
          !form.isDirty && (
            <>
              <Button variant="default" onClick={() => setAsked('forget')}>
                {t('settings.mail.forget')}
              </Button>
              <Button variant="default" onClick={() => setAsked('test')}>
                {t('settings.mail.test')}
              </Button>
            </>
          )
        }
      />
      {asked === 'test' && <TestDialog onClose={() => setAsked(null)} />}
      {asked === 'forget' && (
        <ConfirmDialog
          title={t('settings.mail.forget')}
          text={t('settings.mail.forgetText')}
          submit={t('settings.mail.forget')}
          act={() => remove('/settings/mail')}
          onDone={async () => {
            setAsked(null);
            toast(t('record.saved'));
            await queryClient.invalidateQueries({ queryKey: mailServerQuery.queryKey });
            await queryClient.invalidateQueries(SETTINGS_TIMELINE);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** Says what the mail server said, also when it refused. */
function TestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  return (
    <FormDialog
      title={t('settings.mail.test')}
      submit={t('settings.mail.send')}
      words="settings.mail.field"
      zone={actor?.timezone ?? 'UTC'}
      record={{}}
      fields={[{ name: 'to', input: 'text', isRequired: true, inputMode: 'email' }]}
      schema={async () => (await rules()).testMail}
      save={(body) => post<z.output<typeof testMailAnswer>>('/settings/mail/test', body)}
      onSaved={({ response }) => {
        toast(t('settings.mail.tested', { response }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
