/** Free minutes that the customer has now, and what is left of them. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import { Meter } from '../../../ui/meter.tsx';
import { minutesText, prefixesText } from '../../../ui/minutes.ts';
import { Panel } from '../../../ui/panel.tsx';
import { packagesOfAccountQuery, type Account } from '../api.ts';

export function PortalPackages({ account: { id, profile } }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const packages = useQuery(packagesOfAccountQuery(id));
  const inForce = packages.data?.items.filter(({ isInForce }) => isInForce) ?? [];
  if (inForce.length === 0) return null;
  const end = ({ periodTo, to }: (typeof inForce)[number]) => {
    const time = (at: string) => timeText(at, profile.timezone, language);
    // What ends before it is full again is never full again.
    if (to !== null && (periodTo === null || to <= periodTo))
      return t('packages.ofAccount.until', { at: time(to) });
    return periodTo === null
      ? t('packages.ofAccount.noEnd')
      : t('packages.ofAccount.again', { at: time(periodTo) });
  };
  return (
    <Panel title={t('packages.portal.title')}>
      <div className="tb-use">
        {inForce.map((each) => (
          <Meter
            key={each.id}
            name={each.name}
            words={t('packages.ofAccount.leftOf', {
              left: minutesText(each.leftSeconds, language, t),
              included: minutesText(each.includedSeconds, language, t),
            })}
            share={1 - each.leftSeconds / each.includedSeconds}
            note={
              <>
                {t('packages.portal.forNumbers', { prefixes: prefixesText(each.prefixes, language, t) })} ·{' '}
                {end(each)}
              </>
            }
          />
        ))}
      </div>
    </Panel>
  );
}
