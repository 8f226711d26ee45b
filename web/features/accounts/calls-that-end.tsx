import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { endingCalls } from '../../../src/schemas/charging/live-calls.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeText, zoneText } from '../../ui/format.ts';

/** What becomes of running calls, of everybody below too, once accounts are suspended. */
export function CallsThatEnd({
  calls: { endAtOnce, goOn, goOnUntil },
  timezone = Intl.DateTimeFormat().resolvedOptions().timeZone,
}: Readonly<{ calls: z.output<typeof endingCalls>; timezone?: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      {endAtOnce > 0 && <p>{t('usage.live.willEnd', { count: endAtOnce })}</p>}
      {goOnUntil !== null && (
        <p>
          {t('usage.live.goOn', {
            count: goOn,
            until: `${timeText(goOnUntil, timezone, language)} ${zoneText(timezone, language)}`,
          })}
        </p>
      )}
    </>
  );
}
