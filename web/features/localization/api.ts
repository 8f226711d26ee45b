/** Reads of rule sets of number translation. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { localization, localizationList } from '../../../src/schemas/numbering/localization.ts';
import { get } from '../../api/client.ts';

export type Localization = z.output<typeof localization>;
export type LocalizationSummary = z.output<typeof localizationList>['items'][number];

export const localizationsQuery = queryOptions({
  queryKey: ['localizations', 'list'],
  queryFn: ({ signal }) => get<z.output<typeof localizationList>>('/localizations', { signal }),
});

export const localizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['localizations', 'one', id],
    queryFn: ({ signal }) => get<Localization>(`/localizations/${encodeURIComponent(id)}`, { signal }),
  });
