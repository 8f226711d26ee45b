import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import type { RecordField } from '../../ui/record/record.ts';
import { ruleSetChoicesQuery } from './api.ts';

/** The choice of a rule set that writes numbers for a carrier; none for whoever may not read rule sets. */
export function useLocalizationField(): RecordField | false {
  const { t } = useTranslation();
  const mayRead = useMay()('localizations:read');
  const sets = useQuery({ ...ruleSetChoicesQuery, enabled: mayRead });
  return useMemo(
    () =>
      mayRead && {
        name: 'localizationId',
        input: 'choice',
        empty: 'null',
        none: t('form.none'),
        options: (sets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
    [t, mayRead, sets.data],
  );
}
