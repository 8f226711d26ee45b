/** What the rules would make of a number, step by step: by the code that translates calls, on the rules as they stand. */
import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../../../src/domain/accounts/places.ts';
import { isEmergencyNumber } from '../../../src/domain/numbering/emergency-numbers.ts';
import { toE164 } from '../../../src/domain/numbering/e164.ts';
import { localize, type LocalizationRule } from '../../../src/domain/numbering/localization.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Arrow } from '../../ui/arrow.tsx';
import { Panel } from '../../ui/panel.tsx';
import { countryOptions } from '../../ui/places.ts';
import { TypeAhead } from '../../ui/type-ahead.tsx';

const ORDER = ['label', 'input', 'error', 'description'] as const;
/** What the API takes, too. */
const NUMBER_MAX = 64;

type Props = Readonly<{
  /** Of the list that is shown. */
  rules: readonly LocalizationRule[];
  title: string;
  /** Whether they are not saved yet. */
  isDraft: boolean;
  /** What comes out goes to a carrier, and need not be a number of the world. */
  isToCarriers: boolean;
  /** What is tried is what somebody dials: it may be a call for help. */
  isDialled: boolean;
}>;

export function TryNumber({ rules, title, isDraft, isToCarriers, isDialled }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [number, setNumber] = useState('');
  const [country, setCountry] = useState<string | null>(null);
  const countries = useMemo(() => countryOptions(COUNTRIES, language), [language]);
  const given = number.trim();
  const label = t('localization.try.country');
  return (
    <Panel title={t('localization.try.title')}>
      <div className="tb-record">
        <p className="tb-list-help">
          {t(isDraft ? 'localization.try.helpDraft' : 'localization.try.help', { list: title })}
        </p>
        <div className="tb-fields">
          <TextInput
            label={t('localization.try.number')}
            description={t(
              isToCarriers ? 'localization.try.numberHelpToCarriers' : 'localization.try.numberHelp',
            )}
            inputWrapperOrder={[...ORDER]}
            inputMode="tel"
            autoComplete="off"
            maxLength={NUMBER_MAX}
            classNames={{ input: 'tb-mono' }}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          {!isToCarriers && (
            <TypeAhead
              label={label}
              description={t('localization.try.countryHelp')}
              inputWrapperOrder={[...ORDER]}
              data={countries}
              placeholder={t('localization.try.noCountry')}
              clearable
              value={country}
              onChange={setCountry}
            />
          )}
        </div>
        <div role="status">
          {given === '' ? (
            <p className="tb-field-help">{t('localization.try.nothing')}</p>
          ) : (
            <Tried {...{ rules, given, country, isToCarriers, isDialled }} />
          )}
        </div>
      </div>
    </Panel>
  );
}

function Tried(
  props: Pick<Props, 'rules' | 'isToCarriers' | 'isDialled'> &
    Readonly<{ given: string; country: string | null }>,
) {
  const { t } = useTranslation();
  const { rules, given, country, isToCarriers, isDialled } = props;
  if (isDialled && isEmergencyNumber(given, country))
    return <p>{t('localization.try.emergency', { number: given })}</p>;
  const { number, steps } = localize(rules, given);
  const e164 = toE164(number, country);
  return (
    <>
      {steps.length === 0 ? (
        <p>{t('localization.try.noRule')}</p>
      ) : (
        <ol className="tb-steps">
          {steps.map(({ rule, before, after }) => (
            <li key={rule}>
              <span>{t('localization.ruleNumber', { number: rule })}</span> <bdi>{before}</bdi> <Arrow />{' '}
              <bdi>{after}</bdi>
            </li>
          ))}
        </ol>
      )}
      <p>
        {t('localization.try.result')} <strong className="tb-mono">{number}</strong>
      </p>
      {!isToCarriers && (
        <p className="tb-field-help">
          {e164 === null
            ? t('localization.try.noNumber')
            : t('localization.try.dials', { number: `+${e164}` })}
        </p>
      )}
    </>
  );
}
