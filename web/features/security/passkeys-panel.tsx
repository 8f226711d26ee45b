import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../../api/client.ts';
import { canUsePasskeys, passkeysQuery, type Passkey } from '../../api/passkeys.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { timeText } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { toast } from '../../ui/toast.ts';
import { AddPasskey } from './add-passkey.tsx';
import { secondFactorQuery, sessionsQuery } from './api.ts';

type Step = Readonly<{ what: 'add' } | { what: 'rename' | 'remove'; key: Passkey }>;

/** The passkeys that sign in as oneself. */
export function PasskeysPanel({ zone }: { zone: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const keys = useQuery(passkeysQuery);
  const factor = useQuery(secondFactorQuery);
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(passkeysQuery),
      queryClient.invalidateQueries(secondFactorQuery),
      queryClient.invalidateQueries(sessionsQuery),
    ]);
  const columns = useColumns(zone, setStep);
  const items = keys.data?.items ?? [];
  const isPossible = canUsePasskeys();
  const schemas = () => import('../../../src/schemas/accounts/passkeys.ts');
  const isLast = items.length === 1 && factor.data?.isOn === false;
  return (
    <Panel
      title={t('security.passkeys.title')}
      aside={
        isPossible &&
        factor.isSuccess && (
          <Button variant="default" size="xs" onClick={() => setStep({ what: 'add' })}>
            {t('security.passkeys.add')}
          </Button>
        )
      }
    >
      <p className="tb-list-help">{t('security.passkeys.help')}</p>
      {!isPossible && <p className="tb-list-help">{t('security.passkeys.impossible')}</p>}
      {keys.isError && <ProblemAlert error={keys.error} onRetry={() => void keys.refetch()} />}
      {items.length > 0 && (
        <DataTable
          label={t('security.passkeys.title')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={false}
        />
      )}
      {step?.what === 'add' && (
        <AddPasskey
          hasApp={factor.data?.isOn === true}
          onAdded={refresh}
          onDone={() => {
            close();
            toast(t('security.passkeys.added'));
          }}
          onClose={close}
        />
      )}
      {step?.what === 'rename' && (
        <FormDialog
          title={t('security.passkeys.rename')}
          submit={t('security.passkeys.rename')}
          fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
          words="security.passkeys.field"
          record={{ name: step.key.name }}
          zone="UTC"
          schema={async () => (await schemas()).passkeyName}
          save={(body) => patch(`/me/passkeys/${step.key.id}`, body)}
          onSaved={async () => {
            close();
            await refresh();
          }}
          onClose={close}
        />
      )}
      {step?.what === 'remove' && (
        <FormDialog
          title={t('security.passkeys.removeTitle', { name: step.key.name })}
          submit={t('security.passkeys.remove')}
          fields={[{ name: 'password', input: 'secret', isRequired: true, isWide: true }]}
          words="security.passkeys.field"
          record={{}}
          zone="UTC"
          schema={async () => (await schemas()).removePasskey}
          save={(body) => post(`/me/passkeys/${step.key.id}/remove`, body)}
          below={() =>
            isLast && (
              <p>
                {t(
                  factor.data?.isRequired === true
                    ? 'security.passkeys.lastRequired'
                    : 'security.passkeys.last',
                )}
              </p>
            )
          }
          onSaved={async () => {
            close();
            toast(t('security.passkeys.removed', { name: step.key.name }));
            await refresh();
          }}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function useColumns(zone: string, onAct: (step: Step) => void): readonly Column<Passkey>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
    const act = (what: 'rename' | 'remove', key: Passkey) => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t(`security.passkeys.${what}What`, { name: key.name })}
        onClick={() => onAct({ what, key })}
      >
        {t(`security.passkeys.${what}`)}
      </Button>
    );
    return [
      {
        id: 'name',
        header: t('security.passkeys.field.name.label'),
        isHead: true,
        cell: (row) => <bdi>{row.name}</bdi>,
      },
      { id: 'host', header: t('security.passkeys.host'), cell: (row) => <bdi>{row.host}</bdi> },
      { id: 'created', header: t('security.passkeys.created'), cell: (row) => time(row.createdAt) },
      {
        id: 'used',
        header: t('security.sessions.seen'),
        cell: (row) => (row.lastUsedAt === null ? t('common.never') : time(row.lastUsedAt)),
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => (
          <span className="tb-row-actions">
            {act('rename', row)}
            {act('remove', row)}
          </span>
        ),
      },
    ];
  }, [t, language, zone, onAct]);
}
