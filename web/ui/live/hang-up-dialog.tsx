/** Ending one call or several: what will end and what cannot, what it comes to by now, and why. */
import { useTranslation } from 'react-i18next';
import { HANG_UP_REASONS } from '../../../src/domain/charging/hang-ups.ts';
import type { z } from 'zod';
import type { hangUpResults } from '../../../src/schemas/charging/live-calls.ts';
import { post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { addAmounts, moneyText } from '../format.ts';
import { FormDialog } from '../record/form-dialog.tsx';
import { toast } from '../toast.ts';
import type { LiveRow } from './live-figures.ts';

type Props = Readonly<{
  rows: readonly LiveRow[];
  /** So many of those that were chosen have ended meanwhile. */
  gone: number;
  onClose: () => void;
  onDone: () => void;
}>;

export function HangUpDialog({ rows, gone, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const ends = rows.filter(({ call }) => call.canHangUp);
  const sessionIds = ends.map(({ call }) => call.sessionId);
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
      record={{ reason: 'requested', note: '' }}
      zone="UTC"
      schema={async () => (await import('../../../src/schemas/charging/live-calls.ts')).hangUp}
      save={(body) => post<z.output<typeof hangUpResults>>('/calls/hang-up', { ...body, sessionIds })}
      onSaved={({ items }) => {
        const told = items.filter(({ outcome }) => outcome === 'told' || outcome === 'over').length;
        const missed = items.length - told;
        toast(missed === 0 ? t('live.ended', { count: told }) : t('live.endedSome', { told, count: missed }));
        onDone();
        onClose();
      }}
      onClose={onClose}
      below={() => <Preview rows={rows} ends={ends} gone={gone} />}
    />
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
