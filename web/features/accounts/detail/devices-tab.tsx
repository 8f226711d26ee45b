import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { devicesQuery, type Account, type SipDevice, type SipDeviceWithSecret } from '../api.ts';
import { RegistrationState } from '../registration.tsx';
import { SipCard } from '../sip-card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

const NO_ROWS: readonly SipDevice[] = [];

/** The account's phones. A secret is shown by the action that makes it, and never again. */
export function DevicesTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  // A phone that is being set up is watched here.
  const devices = useQuery(devicesQuery(account.id, { isWaiting: true }));
  const may = useMay();
  const mayAdd = may('devices:edit');
  const [isAdding, setAdding] = useState(false);
  const [renewed, setRenewed] = useState<SipDevice | null>(null);
  const [secret, setSecret] = useState<SipDeviceWithSecret | null>(null);
  const { timezone } = account.profile;
  const show = async (made: SipDeviceWithSecret) => {
    setAdding(false);
    setRenewed(null);
    setSecret(made);
    await queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id, 'devices'] });
  };
  const columns = useDeviceColumns({ timezone, canRegister: devices.data?.canRegister, onRenew: setRenewed });
  return (
    <>
      <div className="tb-filters">
        {mayAdd && <Button onClick={() => setAdding(true)}>{t('devices.add')}</Button>}
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      </div>
      {devices.isError && <ProblemAlert error={devices.error} onRetry={() => void devices.refetch()} />}
      {devices.data?.items.length === 0 ? (
        <EmptyState title={t('devices.empty')}>
          {t(mayAdd ? 'devices.emptyText' : 'devices.emptyOwnText')}
        </EmptyState>
      ) : (
        <DataTable
          label={t('account.tab.devices')}
          columns={columns}
          rows={devices.data?.items ?? NO_ROWS}
          rowKey={(row) => row.id}
          isLoading={devices.isPending}
          mayAct={may('devices:renew')}
        />
      )}
      {isAdding && <AddDevice accountId={account.id} onMade={show} onClose={() => setAdding(false)} />}
      {renewed !== null && <RenewSecret device={renewed} onMade={show} onClose={() => setRenewed(null)} />}
      {secret !== null && (
        <Dialog
          size="lg"
          onClose={() => setSecret(null)}
          closeOnClickOutside={false}
          title={t('devices.secretTitle')}
        >
          <SipCard accountId={account.id} device={secret} />
          {secret.previousValidUntil !== null && secret.previousValidUntil !== undefined && (
            <p className="tb-field-note">
              {t('devices.previousValid', { until: timeText(secret.previousValidUntil, timezone, language) })}
            </p>
          )}
          <Group justify="flex-end" mt="md">
            <Button onClick={() => setSecret(null)}>{t('devices.noted')}</Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}

type Made = (device: SipDeviceWithSecret) => Promise<void>;

function AddDevice({ accountId, onMade, onClose }: { accountId: string; onMade: Made; onClose: () => void }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const adding = useMutation({
    mutationFn: () =>
      post<SipDeviceWithSecret>(`/accounts/${accountId}/devices`, label.trim() === '' ? {} : { label }),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!adding.isPending) adding.mutate();
  };
  return (
    <Dialog onClose={onClose} title={t('devices.add')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {adding.isError && <ProblemAlert error={adding.error} />}
          <TextInput
            data-autofocus
            label={t('devices.label')}
            description={t('devices.labelHelp')}
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {t('devices.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function RenewSecret({ device, onMade, onClose }: { device: SipDevice; onMade: Made; onClose: () => void }) {
  const { t } = useTranslation();
  const renewing = useMutation({
    mutationFn: () => post<SipDeviceWithSecret>(`/devices/${device.id}/secret`, undefined),
    onSuccess: onMade,
  });
  return (
    <Dialog onClose={onClose} title={t('devices.newSecret')}>
      <Stack>
        {renewing.isError && <ProblemAlert error={renewing.error} />}
        <p>{t('devices.newSecretText', { username: device.username ?? '' })}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={renewing.isPending} onClick={() => renewing.mutate()}>
            {t('devices.newSecret')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function useDeviceColumns({
  timezone,
  canRegister,
  onRenew,
}: Readonly<{
  timezone: string;
  canRegister: boolean | undefined;
  onRenew: (device: SipDevice) => void;
}>): readonly Column<SipDevice>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'label',
        header: t('devices.label'),
        isHead: true,
        cell: (row) => <bdi>{row.label === '' ? t('devices.unnamed') : row.label}</bdi>,
      },
      {
        id: 'username',
        header: t('sip.username'),
        cell: (row) => <span className="tb-mono">{row.username}</span>,
      },
      { id: 'domain', header: t('sip.domain'), cell: (row) => <span className="tb-mono">{row.domain}</span> },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => (
          <Tag tone={row.status === 'active' ? 'good' : 'mute'}>{t(`devices.status.${row.status}`)}</Tag>
        ),
      },
      {
        id: 'registered',
        header: t('devices.registered'),
        cell: (row) => <RegistrationState device={row} zone={timezone} canRegister={canRegister} />,
      },
      {
        id: 'action',
        isActions: true,
        header: t('devices.secret'),
        cell: (row) => (
          <Button variant="default" size="compact-sm" onClick={() => onRenew(row)}>
            {t('devices.newSecret')}
          </Button>
        ),
      },
    ],
    [t, timezone, canRegister, onRenew],
  );
}
