import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, timeText, zoneText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { byPath, nested } from '../../../ui/record/paths.ts';
import type { RecordBody, RecordField } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';

type Props = Readonly<{ account: Account; mayEdit: boolean }>;

/** How long the account may call, what it shows while it does, and when somebody is told that money runs out. */
export function ControlsPanel({ account, mayEdit }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const { validUntil, forcedCallerId, alertThreshold } = account.controls;
  const { timezone } = account.profile;
  const none = (words: string) => <span className="tb-none">{t(words)}</span>;
  return (
    <Panel
      title={t('numbers.controls.title')}
      aside={
        mayEdit ? (
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {t('record.edit')}
          </Button>
        ) : undefined
      }
    >
      <Facts>
        <Fact name={t('numbers.controls.field.validUntil.label')}>
          {validUntil === null
            ? none('numbers.controls.noEnd')
            : `${timeText(validUntil, timezone, language)} · ${zoneText(timezone, language)}`}
        </Fact>
        {account.settings.validDays !== null && (
          <Fact name={t('field.settings.validDays.label')}>{account.settings.validDays}</Fact>
        )}
        {account.expiresAt !== null && account.expiresAt !== validUntil && (
          <Fact name={t('account.expiresAt')}>
            {`${timeText(account.expiresAt, timezone, language)} · ${zoneText(timezone, language)}`}
          </Fact>
        )}
        {account.kind === 'customer' && (
          <Fact name={t('numbers.controls.field.forcedCallerId.label')}>
            {forcedCallerId === null ? (
              none('numbers.controls.ownNumber')
            ) : (
              <span className="tb-mono">+{forcedCallerId}</span>
            )}
          </Fact>
        )}
        {account.wallet !== null && (
          <Fact name={t('numbers.controls.field.alertThreshold.label')}>
            {alertThreshold === null
              ? none('numbers.controls.noAlert')
              : moneyText(alertThreshold, account.wallet.currency, language)}
          </Fact>
        )}
      </Facts>
      {isEditing && <ControlsDialog account={account} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

function ControlsDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const language = useLanguage();
  const { controls, settings, wallet, kind } = account;
  const { timezone } = account.profile;
  const words = (name: keyof typeof controls) => ({
    label: t(`numbers.controls.field.${name}.label`),
    help: t(`numbers.controls.field.${name}.help`),
  });
  const fields: RecordField[] = [
    { name: 'controls.validUntil', ...words('validUntil'), input: 'instant', empty: 'null' },
    {
      name: 'settings.validDays',
      input: 'whole',
      empty: 'null',
      isShown: () => kind === 'customer',
    },
    {
      name: 'controls.forcedCallerId',
      ...words('forcedCallerId'),
      input: 'text',
      inputMode: 'tel',
      isMono: true,
      empty: 'null',
      isShown: () => kind === 'customer',
    },
    {
      name: 'controls.alertThreshold',
      ...words('alertThreshold'),
      input: 'decimal',
      empty: 'null',
      unit: wallet?.currency ?? '',
      isShown: () => wallet !== null,
    },
  ];
  return (
    <FormDialog
      title={t('numbers.controls.title')}
      submit={t('record.save')}
      fields={fields}
      words="field"
      record={{
        'controls.validUntil': controls.validUntil,
        'settings.validDays': settings.validDays,
        'controls.forcedCallerId': controls.forcedCallerId === null ? null : `+${controls.forcedCallerId}`,
        'controls.alertThreshold': controls.alertThreshold,
      }}
      zone={account.profile.timezone}
      schema={async () => byPath((await import('../../../../src/schemas/accounts/account.ts')).changeAccount)}
      isChange
      question={(sent) => {
        const over = expiryAfter(account, sent);
        if (over === null || Date.parse(over) > Date.now()) return null;
        const at = `${timeText(over, timezone, language)} ${zoneText(timezone, language)}`;
        return t(`numbers.controls.over.${kind === 'reseller' ? 'reseller' : 'customer'}`, { at });
      }}
      save={(body) => patch<Account>(`/accounts/${account.id}`, nested(body))}
      onSaved={async (changed) => {
        queryClient.setQueryData(['accounts', 'one', account.id], changed);
        toast(t('record.saved'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      }}
      onClose={onClose}
    />
  );
}

const DAY_MS = 86_400_000;

/** When the account would expire; null = never, or as before. */
function expiryAfter(
  { controls, settings, firstUsedAt, expiresAt }: Account,
  sent: RecordBody,
): string | null {
  const {
    'controls.validUntil': until = controls.validUntil,
    'settings.validDays': days = settings.validDays,
  } = sent;
  const ends = [
    typeof until === 'string' ? Date.parse(until) : Infinity,
    typeof days === 'number' && firstUsedAt !== null ? Date.parse(firstUsedAt) + days * DAY_MS : Infinity,
  ];
  const end = Math.min(...ends);
  if (!Number.isFinite(end) || (expiresAt !== null && Date.parse(expiresAt) === end)) return null;
  return new Date(end).toISOString();
}
