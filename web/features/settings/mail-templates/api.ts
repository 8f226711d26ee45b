/** Texts of mails. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Language } from '../../../../src/domain/languages.ts';
import type { MailKind } from '../../../../src/domain/mail/mail.ts';
import type {
  mailPreview,
  mailTemplate,
  mailTemplateList,
} from '../../../../src/schemas/mail/mail-templates.ts';
import { get, post } from '../../../api/client.ts';
import type { Tone } from '../../../ui/tag.tsx';

export type MailTemplate = z.output<typeof mailTemplate>;
export type MailTemplateKind = z.output<typeof mailTemplateList>['items'][number];
export type MailPreview = z.output<typeof mailPreview>;

/** As it is tried before it is saved. */
export type Draft = Readonly<{
  kind: MailKind;
  language: Language;
  subject: string;
  body: string;
  accountId?: string;
}>;

export const SOURCE_TONES: Readonly<Record<MailTemplate['source'], Tone>> = {
  ours: 'mute',
  above: 'warn',
  own: 'good',
};

export const mailTemplatesQuery = queryOptions({
  queryKey: ['mail-templates', 'list'],
  queryFn: ({ signal }) => get<z.output<typeof mailTemplateList>>('/mail-templates', { signal }),
});

export const mailTemplateUrl = (kind: string, language: Language) =>
  `/mail-templates/${encodeURIComponent(kind)}/${language}`;

export const mailTemplateQuery = (kind: MailKind, language: Language) =>
  queryOptions({
    queryKey: ['mail-templates', 'one', kind, language],
    queryFn: ({ signal }) => get<MailTemplate>(mailTemplateUrl(kind, language), { signal }),
  });

export const previewQuery = (draft: Draft) =>
  queryOptions({
    queryKey: ['mail-templates', 'preview', draft],
    queryFn: ({ signal }) => post<MailPreview>('/mail-templates/preview', draft, { signal }),
    // Mistakes while somebody types are no failures of the line.
    retry: false,
    gcTime: 0,
  });
