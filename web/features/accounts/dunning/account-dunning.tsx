/** Of one account: what is overdue, what comes next, what was agreed, and what was done. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, put } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isZero, moneyText, timeText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { accountDunningQuery, type AccountDunning } from './api.ts';
import { DunningHistory } from './dunning-history.tsx';

const rules = () => import('../../../../src/schemas/dunning/dunning.ts');

export function AccountDunningPanel({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const found = useQuery(accountDunningQuery(account.id));
  const { data } = found;
  return (
    <Panel
      title={t('dunning.account.title')}
      aside={data !== undefined && <Actions account={account} dunning={data} />}
    >
      {found.isPending && <Loading height={90} />}
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {data !== undefined && (
        <>
          <Standing account={account} dunning={data} />
          <DunningHistory account={account} dunning={data} />
        </>
      )}
    </Panel>
  );
}

function Standing({ account, dunning }: Readonly<{ account: Account; dunning: AccountDunning }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timezone } = account.profile;
  const { currency, overdue, overdueSince, suspendedSince, next, suspendsAt, terms, isPolicyActive } =
    dunning;
  const time = (at: string) => <time dateTime={at}>{timeText(at, timezone, language)}</time>;
  const agreed = agreedTexts(terms, { t, time: (at) => timeText(at, timezone, language) });
  return (
    <Facts>
      <Fact name={t('dunning.account.state')}>
        {suspendedSince !== null ? (
          <>
            <Tag tone="bad">{t('dunning.account.suspended')}</Tag> {time(suspendedSince)}
          </>
        ) : isZero(overdue) ? (
          <>
            <Icon name="check" size={16} /> {t('dunning.account.nothing')}
          </>
        ) : (
          <Tag tone="warn">{t('dunning.account.overdue')}</Tag>
        )}
      </Fact>
      {overdueSince !== null && (
        <Fact name={t('dunning.account.amount')}>
          <strong>{moneyText(overdue, currency, language)}</strong>{' '}
          {t('dunning.account.since', { date: dayText(overdueSince, timezone, language) })}
        </Fact>
      )}
      <Fact name={t('dunning.account.next')}>
        {next === null ? (
          t(isPolicyActive ? 'dunning.account.nothingNext' : 'dunning.account.policyOff')
        ) : (
          <>
            {t(`dunning.preview.${next.action}`)} · {time(next.at)} ·{' '}
            <span className="tb-mono">{next.documentNumber}</span>
          </>
        )}
      </Fact>
      {suspendedSince === null && suspendsAt !== null && next?.action !== 'suspend' && (
        <Fact name={t('dunning.account.suspendsAt')}>{time(suspendsAt)}</Fact>
      )}
      {agreed.length > 0 && <Fact name={t('dunning.account.agreed')}>{agreed.join(' · ')}</Fact>}
      {terms.note !== '' && (
        <Fact name={t('dunning.field.note.label')}>
          <bdi>{terms.note}</bdi>
        </Fact>
      )}
    </Facts>
  );
}

function agreedTexts(
  { isExempt, exemptUntil, extraDays, neverSuspend }: AccountDunning['terms'],
  { t, time }: Readonly<{ t: TFunction; time: (at: string) => string }>,
): readonly string[] {
  return [
    isExempt && t('dunning.agreed.isExempt'),
    exemptUntil !== null &&
      Date.parse(exemptUntil) > Date.now() &&
      t('dunning.agreed.exemptUntil', { at: time(exemptUntil) }),
    extraDays > 0 && t('dunning.agreed.extraDays', { count: extraDays }),
    neverSuspend && t('dunning.agreed.neverSuspend'),
  ].filter((text) => text !== false);
}

const TERMS: readonly RecordField[] = [
  { name: 'isExempt', input: 'check', isWide: true },
  { name: 'exemptUntil', input: 'instant', empty: 'null', isShown: ({ isExempt }) => isExempt !== true },
  { name: 'extraDays', input: 'whole', isRequired: true },
  { name: 'neverSuspend', input: 'check', isWide: true },
  { name: 'note', input: 'text', isWide: true },
  { name: 'reason', input: 'text', isWide: true },
];
const REASON: readonly RecordField[] = [{ name: 'reason', input: 'text', isRequired: true, isWide: true }];

function Actions({ account, dunning }: Readonly<{ account: Account; dunning: AccountDunning }>) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'terms' | 'suspend' | 'lift' | null>(null);
  if (!may('dunning:edit') || !dunning.isIssuedByYou) return null;
  const url = `/accounts/${encodeURIComponent(account.id)}/dunning`;
  const close = () => setOpen(null);
  const saved = async (answer: AccountDunning) => {
    queryClient.setQueryData(accountDunningQuery(account.id).queryKey, answer);
    toast(
      t(open === 'lift' ? 'dunning.lifted' : open === 'suspend' ? 'dunning.suspendedToast' : 'record.saved'),
    );
    close();
    await queryClient.invalidateQueries({ queryKey: ['accounts', 'one', account.id] });
    await queryClient.invalidateQueries({ queryKey: ['dunning'] });
  };
  const { suspendedSince, overdue, terms } = dunning;
  const name = account.displayName;
  const isSuspended = suspendedSince !== null;
  return (
    <span className="tb-row-actions">
      {isSuspended ? (
        <Button size="xs" onClick={() => setOpen('lift')}>
          {t('dunning.lift')}
        </Button>
      ) : (
        !isZero(overdue) && (
          <Button size="xs" variant="default" onClick={() => setOpen('suspend')}>
            {t('dunning.suspend')}
          </Button>
        )
      )}
      <Button size="xs" variant="default" onClick={() => setOpen('terms')}>
        {t('dunning.agree')}
      </Button>
      {open === 'terms' && (
        <FormDialog
          title={t('dunning.agreeWhat', { name })}
          submit={t('record.save')}
          fields={TERMS}
          words="dunning.field"
          record={{ ...terms, reason: '' }}
          zone={account.profile.timezone}
          schema={async () => (await rules()).dunningTermsInput}
          save={(body) =>
            put<AccountDunning>(url, {
              ...body,
              exemptUntil: body.isExempt === true ? null : (body.exemptUntil ?? null),
            })
          }
          onSaved={saved}
          onClose={close}
        />
      )}
      {(open === 'suspend' || open === 'lift') && (
        <FormDialog
          title={t(`dunning.${open}What`, { name })}
          submit={t(`dunning.${open}`)}
          fields={REASON}
          words="dunning.field"
          record={{ reason: '' }}
          zone="UTC"
          schema={async () => (await rules()).dunningReason}
          save={(body) => post<AccountDunning>(`${url}/${open}`, body)}
          onSaved={saved}
          onClose={close}
          below={() => <p className="tb-field-help">{t(`dunning.${open}Help`)}</p>}
        />
      )}
    </span>
  );
}
