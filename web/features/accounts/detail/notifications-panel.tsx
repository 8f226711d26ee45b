/** Whether an account wants notices, and where those of each topic go. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { MAIL_TOPICS } from '../../../../src/domain/mail/mail.ts';
import type { notifications } from '../../../../src/schemas/mail/notifications.ts';
import { actorQuery } from '../../../api/actor.ts';
import { get, put } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

type Notifications = z.output<typeof notifications>;

const notificationsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', accountId, 'notifications'],
    queryFn: ({ signal }) =>
      get<Notifications>(`/accounts/${encodeURIComponent(accountId)}/notifications`, { signal }),
  });

export function NotificationsPanel({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const query = notificationsQuery(account.id);
  const found = useQuery(query);
  const [isEditing, setEditing] = useState(false);
  const { data } = found;
  const isOwn = actor?.id === account.id;
  const mayEdit = account.status !== 'closed' && (isOwn || may('accounts:edit'));
  const otherwise = data === undefined || data.otherwise.length === 0 ? null : data.otherwise.join(', ');
  return (
    <Panel
      title={t('mails.notifications.title')}
      aside={
        mayEdit &&
        data !== undefined && (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('record.edit')}
          </Button>
        )
      }
    >
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading height={90} />}
      {data !== undefined && (
        <Facts>
          <Fact name={t('mails.notifications.field.isOn.label')}>
            {t(data.isOn ? 'common.yes' : 'common.no')}
          </Fact>
          {data.isOn &&
            MAIL_TOPICS.map((topic) => (
              <Fact key={topic} name={t(`mails.notifications.field.${topic}.label`)}>
                <bdi>
                  {data[topic].length > 0
                    ? data[topic].join(', ')
                    : (otherwise ?? t('mails.notifications.nobody'))}
                </bdi>
              </Fact>
            ))}
        </Facts>
      )}
      {isEditing && data !== undefined && (
        <FormDialog
          title={t('mails.notifications.title')}
          submit={t('record.save')}
          words="mails.notifications.field"
          zone="UTC"
          fields={fieldsOf(
            t('mails.notifications.empty', { addresses: otherwise ?? t('mails.notifications.nobody') }),
          )}
          record={data}
          schema={async () =>
            (await import('../../../../src/schemas/mail/notifications.ts')).notificationsInput
          }
          save={(body) =>
            put<Notifications>(
              isOwn ? '/me/notifications' : `/accounts/${encodeURIComponent(account.id)}/notifications`,
              body,
            )
          }
          onSaved={async (saved) => {
            setEditing(false);
            toast(t('record.saved'));
            queryClient.setQueryData(query.queryKey, saved);
            // The account says, too, whether they are on.
            await queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id], exact: true });
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}

function fieldsOf(empty: string): readonly RecordField[] {
  return [
    { name: 'isOn', input: 'check', isWide: true },
    ...MAIL_TOPICS.map(
      (name): RecordField => ({ name, input: 'words', inputMode: 'email', isWide: true, none: empty }),
    ),
  ];
}
