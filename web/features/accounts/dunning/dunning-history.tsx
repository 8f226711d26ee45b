/** Reminders that were sent and suspensions that were, newest first. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, timeText } from '../../../ui/format.ts';
import type { Account } from '../api.ts';
import type { AccountDunning } from './api.ts';

type Entry = Readonly<{ key: string; at: string; text: string; note: string }>;

export function DunningHistory({
  account,
  dunning,
}: Readonly<{ account: Account; dunning: AccountDunning }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const entries = useEntries(dunning);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>{t('dunning.history.title', { count: entries.length })}</summary>
      <ol className="tb-dunning-history" aria-label={t('dunning.history.title', { count: entries.length })}>
        {entries.map(({ key, at, text, note }) => (
          <li key={key}>
            <time dateTime={at}>{timeText(at, account.profile.timezone, language)}</time>
            <span>
              {text}
              {note !== '' && (
                <small className="tb-reason">
                  <bdi>{note}</bdi>
                </small>
              )}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function useEntries({ reminders, suspensions }: AccountDunning): readonly Entry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const entries = [
    ...reminders.map(({ documentId, number, sentAt, open, currency }) => ({
      key: `${documentId} ${sentAt}`,
      at: sentAt,
      text: t('dunning.history.reminded', { number, amount: moneyText(open, currency, language) }),
      note: '',
    })),
    ...suspensions.flatMap((each) => {
      const {
        since,
        isByHand,
        by,
        reason,
        overdue,
        currency,
        liftedAt,
        isLiftedByHand,
        liftedBy,
        liftReason,
      } = each;
      const began = {
        key: `suspended ${since}`,
        at: since,
        text: t(`dunning.history.${isByHand ? 'suspendedBy' : 'suspended'}`, {
          amount: moneyText(overdue, currency, language),
          who: by ?? t('dunning.history.somebody'),
        }),
        note: reason,
      };
      if (liftedAt === null) return [began];
      const who = liftedBy ?? t('dunning.history.somebody');
      const ended = {
        key: `lifted ${liftedAt}`,
        at: liftedAt,
        text: t(`dunning.history.${isLiftedByHand ? 'liftedBy' : 'lifted'}`, { who }),
        note: liftReason,
      };
      return [began, ended];
    }),
  ];
  return entries.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
