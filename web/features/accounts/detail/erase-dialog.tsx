import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { Fact, Facts } from '../../../ui/panel.tsx';
import type { Account } from '../api.ts';
import { erasureQuery, useAct } from './life-api.ts';
import { LifeDialog } from './life-dialog.tsx';

const COUNTS = ['devices', 'items', 'mails', 'calls', 'notes', 'events'] as const;

/** What is lost for good, and the number typed again, because nobody can bring it back. */
export function EraseDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [number, setNumber] = useState('');
  const preview = useQuery(erasureQuery(account.id));
  const erase = () =>
    post<Account>(`/accounts/${account.id}/erasure`, {
      number: number.trim(),
      ...(reason.trim() !== '' && { reason }),
    });
  const acting = useAct(account, erase, t('life.erase.done', { number: account.number }), onClose);
  const isRepeated = number.trim() === account.number;
  return (
    <LifeDialog
      account={account}
      title={t('life.erase.title', { name: account.displayName })}
      text={t('life.erase.text')}
      submit={t('life.erase.submit')}
      preview={preview}
      acting={acting}
      reason={reason}
      onReason={setReason}
      onClose={onClose}
      isReady={isRepeated}
      isShownUnready
      fields={
        <TextInput
          label={t('life.erase.number', { number: account.number })}
          description={t('life.erase.numberHelp')}
          classNames={{ input: 'tb-mono' }}
          inputMode="numeric"
          autoComplete="off"
          value={number}
          error={
            number.trim() !== '' && !account.number.startsWith(number.trim()) && t('life.erase.numberWrong')
          }
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      }
    >
      {({ counts }) => (
        <Facts>
          {COUNTS.filter((name) => counts[name] > 0).map((name) => (
            <Fact key={name} name={t(`life.erase.count.${name}`)}>
              {counts[name]}
            </Fact>
          ))}
        </Facts>
      )}
    </LifeDialog>
  );
}
