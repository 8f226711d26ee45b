import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { ReplayedCalls } from '../../../ui/replayed-calls.tsx';
import type { RateGroup, RateImportAnswer } from '../api.ts';

type Props = Readonly<{ effect: RateImportAnswer['effect']; direction: RateGroup['direction'] }>;

/** What the calls of last month cost by the list as it is, and with the sheet. Nothing for who may not read calls. */
export function ImportEffect({ effect, direction }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  if (effect === null && !may('calls:read')) return null;
  return (
    <section>
      <h3>{t('rates.import.effect.title')}</h3>
      {effect === null ? (
        <p>{t('rates.import.effect.unknown')}</p>
      ) : (
        <div className="tb-story">
          <p className="tb-field-help">
            {t(`rates.import.effect.${direction}`)} {effect.isPartial && t('rates.import.effect.partial')}
          </p>
          <ReplayedCalls
            replay={effect}
            timezone={actor?.timezone ?? 'UTC'}
            names={{ before: t('rates.import.effect.before'), after: t('rates.import.effect.after') }}
          />
        </div>
      )}
    </section>
  );
}
