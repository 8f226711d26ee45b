/** What a call would cost, in words, and what speaks against the rate group. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { countryOptions } from '../../../ui/places.ts';
import { fieldText, problemText } from '../../../ui/problem-text.ts';
import { sampleQuery, type SamplePrice as Sample, type SampleQuestion } from './api.ts';

/** A pause in typing, so that not every digit is a request. */
const TYPING_PAUSE_MS = 300;
/** What the API takes. */
const NUMBER_MAX = 40;

export function SamplePrice(question: Omit<SampleQuestion, 'number'>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [number] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS);
  const sample = useQuery(sampleQuery({ ...question, number }));
  const mistake =
    sample.error instanceof ApiProblem
      ? sample.error.errors.find(({ field }) => field === 'number')?.message
      : undefined;
  return (
    <div className="tb-sample">
      {sample.data !== undefined && sample.error === null && (
        <SampleText sample={sample.data} country={question.country} />
      )}
      {sample.error !== null && mistake === undefined && (
        <Warning text={isHidden(sample.error) ? t('sample.hidden') : problemText(sample.error, t)} />
      )}
      <TextInput
        label={t('sample.number')}
        placeholder={number === '' ? (sample.data?.number ?? '') : ''}
        error={mistake === undefined ? undefined : fieldText(mistake)}
        size="xs"
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
    </div>
  );
}

function SampleText({ sample, country }: { sample: Sample; country: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { price, talkSeconds, currency, rateCurrency, number, warnings } = sample;
  const place = countryOptions([country], language)[0]?.label ?? country;
  return (
    <div role="status">
      {price !== null && (
        <>
          <p className="tb-sample-price">
            {t('sample.words', {
              initial: price.initialIncrementSeconds,
              next: price.incrementSeconds,
              seconds: talkSeconds,
              price: moneyText(price.amount, currency, language),
            })}
          </p>
          <p className="tb-field-help">
            {t('sample.to', { number, place: price.destination || price.prefix })}
            {price.billedSeconds !== talkSeconds &&
              ` ${t('sample.billed', { seconds: price.billedSeconds })}`}
            {price.exchangeRate !== null &&
              ` ${t('sample.exchange', { from: rateCurrency, to: currency, rate: price.exchangeRate.replace(/\.?0+$/, '') })}`}
          </p>
        </>
      )}
      {warnings.map((warning) => (
        <Warning
          key={warning}
          text={t(`sample.warning.${warning}`, { number, place, from: rateCurrency, to: currency })}
        />
      ))}
    </div>
  );
}

/** The list is of somebody whose prices are not for this reader, or was chosen for another owner. */
function isHidden(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'not_found';
}

function Warning({ text }: { text: string }) {
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} /> <span>{text}</span>
    </p>
  );
}
