import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import { Fact } from '../../../ui/panel.tsx';
import { remindersQuery } from './api.ts';

/** The reminders of an invoice that were sent; nothing where none was. */
export function DocumentReminders({ id, zone }: Readonly<{ id: string; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(remindersQuery(id));
  const sent = data?.items.filter(({ isPassedOver }) => !isPassedOver) ?? [];
  if (sent.length === 0) return null;
  return (
    <Fact name={t('billing.reminders')}>
      <ul className="tb-plain-list">
        {sent.map(({ at }) => (
          <li key={at}>
            <time dateTime={at}>{timeText(at, zone, language)}</time>
          </li>
        ))}
      </ul>
    </Fact>
  );
}
