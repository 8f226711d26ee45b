import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { pinPausePage } from '../../../../src/schemas/cards/cards.ts';
import { get } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ReleasePause } from '../../../ui/release-pause.tsx';
import type { Account } from '../api.ts';

const pauseQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['cards', 'pause-of', accountId],
    queryFn: ({ signal }) =>
      get<z.output<typeof pinPausePage>>('/pin-pauses', {
        query: { accountId, paused: 'true', limit: 1 },
        signal,
      }),
  });

/** That no PIN is taken for the card of a customer, and until when; nothing where it is. */
export function PausedPin({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const isAsked = account.kind === 'customer' && may('access_numbers:read');
  const pauses = useQuery({ ...pauseQuery(account.id), enabled: isAsked });
  const [isReleasing, setReleasing] = useState(false);
  const pause = pauses.data?.items[0];
  if (!isAsked || pause === undefined) return null;
  const { timezone } = account.profile;
  const at = `${timeText(pause.pausedUntil, timezone, language)} ${zoneText(timezone, language)}`;
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} />{' '}
      <span>
        {t('cards.paused', { at })}{' '}
        {may('access_numbers:edit') && (
          <Button variant="default" size="compact-xs" onClick={() => setReleasing(true)}>
            {t('cards.release')}
          </Button>
        )}
      </span>
      {isReleasing && <ReleasePause id={pause.id} onClose={() => setReleasing(false)} />}
    </p>
  );
}
