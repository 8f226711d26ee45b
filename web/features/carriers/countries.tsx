import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useLanguage } from '../../app/use-language.ts';
import { countryNames } from '../../ui/places.ts';

/** So many names are read at a glance. */
const SHOWN_MAX = 8;

/** Names of countries in the order of the viewer's alphabet; of a long list the first ones, and the others when asked for. */
export function Countries({ codes }: Readonly<{ codes: readonly string[] }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const names = countryNames(codes, language);
  const isLong = names.length > SHOWN_MAX + 1;
  if (isWhole || !isLong) return new Intl.ListFormat(language).format(names);
  return (
    <>
      {new Intl.ListFormat(language, { type: 'unit' }).format(names.slice(0, SHOWN_MAX))}{' '}
      <button type="button" className="tb-link" onClick={() => setWhole(true)}>
        {t('carriers.moreCountries', { count: names.length - SHOWN_MAX })}
      </button>
    </>
  );
}
