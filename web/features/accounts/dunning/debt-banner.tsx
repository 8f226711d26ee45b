/** Above every page of whoever owes: what is overdue and since when, what happens next, and the way to the invoice. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Actor } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isZero, moneyText, timeText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ownDunningQuery } from './api.ts';

/** Nothing while nothing is overdue, nor while it is not known. */
export function DebtBanner({ actor }: Readonly<{ actor: Actor }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(ownDunningQuery);
  if (data === undefined || data.overdueSince === null || isZero(data.overdue)) return null;
  const { suspendedSince, suspendsAt, overdue, overdueSince, currency, invoices } = data;
  const zone = actor.timezone;
  const oldest = invoices.find(({ isOverdue }) => isOverdue);
  const next =
    suspendedSince !== null
      ? t('dunning.banner.suspended')
      : suspendsAt !== null
        ? t('dunning.banner.suspends', { at: timeText(suspendsAt, zone, language) })
        : t('dunning.banner.pay');
  return (
    <div className="tb-notice tb-debt" data-tone={suspendedSince === null ? 'warn' : 'bad'} role="status">
      <Icon name="warning" />
      <div>
        <strong>
          {t('dunning.banner.overdue', {
            amount: moneyText(overdue, currency, language),
            date: dayText(overdueSince, oldest?.timezone ?? zone, language),
          })}
        </strong>
        <p>{next}</p>
        {oldest !== undefined && (
          <Link
            to="/accounts/$id"
            params={{ id: actor.id }}
            search={{ tab: 'documents', state: 'overdue', doc: oldest.documentId }}
          >
            {t('dunning.banner.invoice', { number: oldest.number })}
          </Link>
        )}
      </div>
    </div>
  );
}
