import { Button, Checkbox, Group, Menu, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { patch, post, remove } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { toast } from '../../../ui/toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import {
  devicesQuery,
  type Account,
  type AddedDevice,
  type SipDevice,
  type SipDeviceWithSecret,
} from '../api.ts';
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
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<AddedDevice | null>(null);
  const { timezone } = account.profile;
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id, 'devices'] });
  const show = async (made: AddedDevice) => {
    setAdding(false);
    setAsked(null);
    setSecret(made);
    await refresh();
  };
  const changed = async () => {
    setAsked(null);
    toast(t('record.saved'));
    await refresh();
  };
  const columns = useDeviceColumns({ timezone, canRegister: devices.data?.canRegister, onAsk: setAsked });
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
          mayAct={may('devices:renew') || mayAdd}
        />
      )}
      {isAdding && <AddDevice accountId={account.id} onMade={show} onClose={() => setAdding(false)} />}
      {asked?.what === 'secret' && (
        <RenewSecret device={asked.of} onMade={show} onClose={() => setAsked(null)} />
      )}
      {asked !== null && asked.what !== 'secret' && (
        <ChangeDevice asked={asked} onDone={changed} onClose={() => setAsked(null)} />
      )}
      {secret !== null && (
        <Dialog
          size="lg"
          onClose={() => setSecret(null)}
          closeOnClickOutside={false}
          title={t(secret.password === null ? 'devices.addedBefore' : 'devices.secretTitle')}
        >
          {secret.password === null && <p>{t('devices.addedBeforeText')}</p>}
          <SipCard accountId={account.id} device={secret} />
          {secret.previousValidUntil !== null && (
            <p className="tb-field-note">
              {t('devices.previousValid', { until: timeText(secret.previousValidUntil, timezone, language) })}
            </p>
          )}
          <Group justify="flex-end" mt="md">
            <Button onClick={() => setSecret(null)}>
              {t(secret.password === null ? 'common.close' : 'devices.noted')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}

type Asked = Readonly<{ what: 'secret' | 'edit' | 'status' | 'remove' | 'endOld'; of: SipDevice }>;

type Made = (device: AddedDevice) => Promise<void>;

const FIELDS: readonly RecordField[] = [
  { name: 'label', input: 'text' },
  { name: 'extension', input: 'text', inputMode: 'numeric', isMono: true, empty: 'null' },
];

const NEW_DEVICE = { label: '', extension: null };

function AddDevice({ accountId, onMade, onClose }: { accountId: string; onMade: Made; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDialog<AddedDevice>
      title={t('devices.add')}
      submit={t('devices.add')}
      words="devices.field"
      zone="UTC"
      record={NEW_DEVICE}
      fields={FIELDS}
      schema={async () => (await import('../../../../src/schemas/accounts/account.ts')).createDevice}
      save={(body, idempotencyKey) => post(`/accounts/${accountId}/devices`, body, { idempotencyKey })}
      onSaved={onMade}
      onClose={onClose}
    />
  );
}

function RenewSecret({ device, onMade, onClose }: { device: SipDevice; onMade: Made; onClose: () => void }) {
  const { t } = useTranslation();
  const [endsOldNow, setEndsOldNow] = useState(false);
  const renewing = useWrite({
    mutationFn: () =>
      post<SipDeviceWithSecret>(`/devices/${device.id}/secret`, endsOldNow ? { endOldNow: true } : undefined),
    onSuccess: onMade,
  });
  return (
    <Dialog onClose={onClose} title={t('devices.newSecret')}>
      <Stack>
        {renewing.isError && <ProblemAlert error={renewing.error} />}
        <p>{t('devices.newSecretText', { username: device.username ?? '' })}</p>
        <Checkbox
          label={t('devices.endOldNow')}
          description={t('devices.endOldNowHelp')}
          checked={endsOldNow}
          onChange={(event) => setEndsOldNow(event.currentTarget.checked)}
        />
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

/** What else can be done to a device: each says what will happen. */
function ChangeDevice({
  asked: { what, of: device },
  onDone,
  onClose,
}: Readonly<{ asked: Asked; onDone: () => unknown; onClose: () => void }>) {
  const { t } = useTranslation();
  const name = device.label === '' ? (device.username ?? '') : device.label;
  const url = `/devices/${device.id}`;
  if (what === 'edit')
    return (
      <FormDialog
        title={t('record.editWhat', { what: name })}
        submit={t('record.save')}
        words="devices.field"
        zone="UTC"
        record={device}
        fields={FIELDS}
        schema={async () => (await import('../../../../src/schemas/accounts/account.ts')).changeDevice}
        isChange
        save={(body) => patch<SipDevice>(url, body)}
        onSaved={onDone}
        onClose={onClose}
      />
    );
  const step =
    what === 'status'
      ? device.status === 'active'
        ? { key: 'off', act: () => patch(url, { status: 'inactive' }) }
        : { key: 'on', act: () => patch(url, { status: 'active' }) }
      : what === 'remove'
        ? { key: 'remove', act: () => remove(url) }
        : { key: 'endOld', act: () => remove(`${url}/old-secret`) };
  return (
    <ConfirmDialog
      title={t(`devices.step.${step.key}.title`, { name })}
      text={t(`devices.step.${step.key}.text`, { name })}
      submit={t(`devices.step.${step.key}.submit`)}
      act={step.act}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

function useDeviceColumns({
  timezone,
  canRegister,
  onAsk,
}: Readonly<{
  timezone: string;
  canRegister: boolean | undefined;
  onAsk: (asked: Asked) => void;
}>): readonly Column<SipDevice>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'label',
        header: t('devices.field.label.label'),
        isHead: true,
        cell: (row) => <bdi>{row.label === '' ? t('devices.unnamed') : row.label}</bdi>,
      },
      {
        id: 'extension',
        header: t('devices.field.extension.label'),
        cell: ({ extension }) => (extension === null ? '–' : <span className="tb-mono">{extension}</span>),
      },
      {
        id: 'username',
        header: t('sip.username'),
        cell: (row) => (
          <span className="tb-registration">
            <span className="tb-mono">{row.username}</span>
            {row.previousValidUntil !== null && (
              <small>
                {t('devices.oldUntil', { until: timeText(row.previousValidUntil, timezone, language) })}
              </small>
            )}
          </span>
        ),
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
        header: t('record.actions'),
        cell: (row) => <DeviceMenu device={row} onAsk={onAsk} />,
      },
    ],
    [t, timezone, canRegister, language, onAsk],
  );
}

function DeviceMenu({ device, onAsk }: Readonly<{ device: SipDevice; onAsk: (asked: Asked) => void }>) {
  const { t } = useTranslation();
  const may = useMay();
  const name = device.label === '' ? (device.username ?? '') : device.label;
  const item = (what: Asked['what'], text: string) => (
    <Menu.Item onClick={() => onAsk({ what, of: device })}>{text}</Menu.Item>
  );
  return (
    <span className="tb-row-actions">
      {may('devices:renew') && (
        <Button variant="default" size="compact-sm" onClick={() => onAsk({ what: 'secret', of: device })}>
          {t('devices.newSecret')}
        </Button>
      )}
      {(may('devices:edit') || device.previousValidUntil !== null) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="compact-sm" aria-label={t('devices.more', { name })}>
              {t('account.life.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {may('devices:edit') && item('edit', t('devices.edit'))}
            {may('devices:edit') &&
              item('status', t(`devices.step.${device.status === 'active' ? 'off' : 'on'}.submit`))}
            {may('devices:renew') &&
              device.previousValidUntil !== null &&
              item('endOld', t('devices.step.endOld.submit'))}
            {may('devices:edit') && item('remove', t('devices.step.remove.submit'))}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
