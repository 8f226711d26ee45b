import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { triedLocalization } from '../../../../src/schemas/numbering/localization.ts';
import { post } from '../../../api/client.ts';

/** A pause in typing, so that not every digit is a request. */
const TYPING_PAUSE_MS = 250;
/** What the API takes. */
const NUMBER_MAX = 64;

type Props = Readonly<{ localizationId: string; country: string }>;

const triedQuery = ({ localizationId, country }: Props, number: string) =>
  queryOptions({
    queryKey: ['localizations', 'one', localizationId, 'try', country, number],
    queryFn: ({ signal }) =>
      post<z.output<typeof triedLocalization>>(
        `/localizations/${encodeURIComponent(localizationId)}/try`,
        { list: 'originationDestination', number, ...(country === '' ? {} : { country }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** What a number that the account dials would become by the rule set that is chosen. */
export function TryLocalization(props: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [number] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS);
  const tried = useQuery({ ...triedQuery(props, number), enabled: number !== '' });
  const answer = number === '' ? undefined : tried.data;
  return (
    <div>
      <TextInput
        label={t('form.tryNumber')}
        inputMode="tel"
        autoComplete="off"
        maxLength={NUMBER_MAX}
        classNames={{ input: 'tb-mono' }}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          // It belongs to no field: Enter here must not save the account.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
        }}
      />
      <p className="tb-field-help" role="status">
        {answer === undefined
          ? t('form.tryHelp')
          : answer.isEmergency
            ? t('form.tryEmergency', { number: answer.number })
            : answer.e164 === null
              ? t('form.tryRefused', { result: answer.number })
              : t('form.tryDials', { number: `+${answer.e164}` })}
      </p>
    </div>
  );
}
