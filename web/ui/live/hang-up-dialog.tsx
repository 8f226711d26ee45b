/** Ending one call or several: what will end and what cannot, what it comes to by now, and why. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HANG_UP_REASONS } from '../../../src/domain/charging/hang-ups.ts';
import type { z } from 'zod';
import type { hangUpResults } from '../../../src/schemas/charging/live-calls.ts';
import { post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { addAmounts, moneyText } from '../format.ts';
import { FormDialog } from '../record/form-dialog.tsx';
import { Icon } from '../icons.tsx';
import { toast } from '../toast.ts';
import type { LiveRow } from './live-figures.ts';

type Props = Readonly<{
  rows: readonly LiveRow[];
  /** So many of those that were chosen have ended meanwhile. */
  gone: number;
  onClose: () => void;
  onDone: () => void;
}>;

/** What became of a try that did not reach all. */
type Missed = Readonly<{ sessionIds: ReadonlySet<string>; told: number }>;

export function HangUpDialog({ rows: chosen, gone, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [missed, setMissed] = useState<Missed | null>(null);
  // Tried again are those that were not reached; the others end.
  const rows = missed === null ? chosen : chosen.filter(({ call }) => missed.sessionIds.has(call.sessionId));
  const ends = rows.filter(({ call }) => call.canHangUp);
  const sessionIds = missed === null ? ends.map(({ call }) => call.sessionId) : [...missed.sessionIds];
  return (
    <FormDialog
      title={t('live.hangUpTitle', { count: Math.max(1, rows.length) })}
      submit={t('live.hangUp')}
      fields={[
        {
          name: 'reason',
          input: 'choice',
          isRequired: true,
          isWide: true,
          options: HANG_UP_REASONS.map((reason) => ({ value: reason, label: t(`live.why.${reason}`) })),
        },
        { name: 'note', input: 'text', isWide: true },
      ]}
      words="live.field"
      // Nobody says why but the reader: Enter on a fresh dialog ends nothing.
      record={{ note: '' }}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/charging/live-calls.ts')).hangUp}
      save={(body) => post<z.output<typeof hangUpResults>>('/calls/hang-up', { ...body, sessionIds })}
      onSaved={({ items }) => {
        const told = items.filter(({ outcome }) => outcome === 'told' || outcome === 'over').length;
        if (told < items.length) {
          const others = items.filter(({ outcome }) => outcome !== 'told' && outcome !== 'over');
          return setMissed({ sessionIds: new Set(others.map(({ sessionId }) => sessionId)), told });
        }
        toast(t('live.ended', { count: told }));
        onDone();
        onClose();
      }}
      onClose={onClose}
      below={() => (
        <>
          {missed !== null && <NotEnded missed={missed} />}
          <Preview rows={rows} ends={ends} gone={missed === null ? gone : 0} />
        </>
      )}
    />
  );
}

function NotEnded({ missed: { sessionIds, told } }: Readonly<{ missed: Missed }>) {
  const { t } = useTranslation();
  const count = sessionIds.size;
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <p>{told === 0 ? t('live.endedNone', { count }) : t('live.endedSome', { told, count })}</p>
    </div>
  );
}

function Preview({
  rows,
  ends,
  gone,
}: Readonly<{ rows: readonly LiveRow[]; ends: readonly LiveRow[]; gone: number }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sums = new Map<string, string>();
  for (const { cost } of ends)
    if (cost !== null) sums.set(cost.currency, addAmounts(sums.get(cost.currency) ?? '0', cost.amount));
  const amounts = Array.from(sums, ([currency, amount]) => moneyText(amount, currency, language));
  const cannot = rows.length - ends.length;
  return (
    <div className="tb-list-help" role="status">
      <p>{t('live.willEnd', { count: ends.length })}</p>
      {amounts.length > 0 && (
        <p>{t('live.costs', { amount: new Intl.ListFormat(language).format(amounts) })}</p>
      )}
      {cannot > 0 && <p>{t('live.cannotEnd', { count: cannot })}</p>}
      {gone > 0 && <p>{t('live.gone', { count: gone })}</p>}
      <p>{t('live.hangUpHelp')}</p>
    </div>
  );
}
