/** Templates, drafts and sample prices: what stands around the form of a new account. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { draft, draftList, template, templateList } from '../../../../src/schemas/accounts/templates.ts';
import type { samplePrice } from '../../../../src/schemas/rating/sample-price.ts';
import type { switchPage } from '../../../../src/schemas/routing/routes.ts';
import { get } from '../../../api/client.ts';
import type { NewKind } from '../search.ts';

export type Template = z.output<typeof template>;
export type Draft = z.output<typeof draft>;
export type SamplePrice = z.output<typeof samplePrice>;

export const templatesQuery = (kind: NewKind) =>
  queryOptions({
    queryKey: ['account-templates', kind],
    queryFn: ({ signal }) =>
      get<z.output<typeof templateList>>('/account-templates', { query: { kind }, signal }),
  });

/** Read when the form opens; what is typed here meanwhile is not news to it. */
export const draftsQuery = queryOptions({
  queryKey: ['account-drafts'],
  queryFn: ({ signal }) => get<z.output<typeof draftList>>('/account-drafts', { signal }),
  gcTime: 0,
});

export type SampleQuestion = Readonly<{
  rateGroupId: string;
  parentId: string | null;
  currency: string;
  country: string;
  number: string;
}>;

export const sampleQuery = ({ parentId, number, ...rest }: SampleQuestion) =>
  queryOptions({
    queryKey: ['rate-groups', 'sample', rest.rateGroupId, parentId, rest.currency, rest.country, number],
    queryFn: ({ signal }) =>
      get<SamplePrice>('/accounts/sample-price', {
        query: {
          ...rest,
          ...(parentId === null ? {} : { parentId }),
          ...(number === '' ? {} : { number }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Whether any switch is there that phones could register at. */
export const hasSwitchQuery = queryOptions({
  queryKey: ['switches', 'any'],
  queryFn: async ({ signal }) => {
    const { items } = await get<z.output<typeof switchPage>>('/switches', { query: { limit: 200 }, signal });
    return items.some(({ status }) => status === 'active');
  },
});
