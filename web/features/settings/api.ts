/** Reads of the global configuration. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { settingsBody } from '../../../src/schemas/accounts/sign-in.ts';
import type { rateGroupPage } from '../../../src/schemas/rating/rates.ts';
import { get } from '../../api/client.ts';

export type SettingsAnswer = z.output<typeof settingsBody>;
export type Settings = SettingsAnswer['settings'];

/** Whatever is saved on the page stands in its timeline. */
export const SETTINGS_TIMELINE = { queryKey: ['settings', 'timeline'] } as const;

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }) => (await get<SettingsAnswer>('/settings', { signal })).settings,
});

/** Price lists that may be proposed for new accounts. */
export const rateGroupChoicesQuery = queryOptions({
  queryKey: ['rate-groups', 'choices'],
  queryFn: ({ signal }) =>
    get<z.output<typeof rateGroupPage>>('/rate-groups', {
      query: { direction: 'origination', status: 'active', limit: 200 },
      signal,
    }),
});
