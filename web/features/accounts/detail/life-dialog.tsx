import { Button, Stack, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Arrow } from '../../../ui/arrow.tsx';
import { isZero, moneyText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Account } from '../api.ts';
import { Notes, Obstacles } from './findings.tsx';
import type { Finding } from './life-api.ts';
import { Dialog } from '../../../ui/dialog.tsx';

type Preview = Readonly<{
  isAllowed: boolean;
  obstacles: readonly Finding[];
  notes: readonly Finding[];
}>;

type Props<Data extends Preview> = Readonly<{
  account: Account;
  title: string;
  /** What it is, in a sentence. */
  text: string;
  submit: string;
  preview: UseQueryResult<Data>;
  acting: Readonly<{ isPending: boolean; isError: boolean; error: unknown; mutate: () => void }>;
  reason: string;
  onReason: (reason: string) => void;
  onClose: () => void;
  /** Fields that the preview depends on. */
  fields?: ReactNode;
  /** False while a field is not filled in yet. */
  isReady?: boolean;
  /** The preview does not depend on that field, and is shown before. */
  isShownUnready?: boolean;
  /** Obstacles that a field shows already. */
  hidden?: readonly string[];
  /** Before and after, from the preview. */
  children: (data: Data) => ReactNode;
}>;

/** One step of an account's life: what it does, what stands in its way, and the button that does it. */
export function LifeDialog<Data extends Preview>(props: Props<Data>) {
  const { t } = useTranslation();
  const { account, title, text, submit, preview, acting, reason, onReason, onClose } = props;
  const { fields, isReady = true, isShownUnready = false, hidden = [], children } = props;
  const { data } = preview;
  const isAllowed = isReady && data?.isAllowed === true && !preview.isFetching;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isAllowed && !acting.isPending) acting.mutate();
  };
  // The preview says it better, and is read again below.
  const isBlocked = acting.error instanceof ApiProblem && acting.error.code === 'change_is_blocked';
  return (
    <Dialog onClose={onClose} size="lg" title={title}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {acting.isError && !isBlocked && <ProblemAlert error={acting.error} />}
          <p className="tb-confirm">{text}</p>
          {fields}
          {preview.isLoading && <Loading height={150} />}
          {preview.isError && <ProblemAlert error={preview.error} onRetry={() => void preview.refetch()} />}
          {(isReady || isShownUnready) && data !== undefined && !preview.isError && (
            <>
              {children(data)}
              <Obstacles
                account={account}
                findings={data.obstacles.filter(({ code }) => !hidden.includes(code))}
                onLeave={onClose}
              />
              <Notes account={account} findings={data.notes} />
            </>
          )}
          <TextInput
            label={t('life.reason')}
            description={t('life.reasonHelp')}
            maxLength={200}
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
          />
          <div className="tb-record-foot">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            {data !== undefined && !data.isAllowed && (
              <Button variant="default" loading={preview.isFetching} onClick={() => void preview.refetch()}>
                {t('life.checkAgain')}
              </Button>
            )}
            <Button type="submit" disabled={!isAllowed} loading={acting.isPending}>
              {submit}
            </Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}

type Money = Readonly<{ currency: string; available: string; balance: string; held: string; owed: string }>;

/** Money in words; nothing is said of what there is none of. */
export function MoneyFacts({ money }: { money: Money }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = (amount: string) => moneyText(amount, money.currency, language);
  return (
    <Facts>
      <Fact name={t('money.available')}>{text(money.available)}</Fact>
      <Fact name={t('money.balance')}>{text(money.balance)}</Fact>
      {!isZero(money.held) && <Fact name={t('life.held')}>{text(money.held)}</Fact>}
      {!isZero(money.owed) && <Fact name={t('life.owed')}>{text(money.owed)}</Fact>}
    </Facts>
  );
}

/** A fact that changes: before → after. */
export function Changing({
  name,
  before,
  after,
}: Readonly<{ name: string; before: ReactNode; after: ReactNode }>) {
  const { t } = useTranslation();
  return (
    <Fact name={name}>
      {before} <Arrow label={t('life.becomes')} /> <strong>{after}</strong>
    </Fact>
  );
}
