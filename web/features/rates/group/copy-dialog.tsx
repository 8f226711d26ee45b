import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { AS_DATA } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { RateGroup } from '../api.ts';
import { percentText } from '../../../ui/format.ts';
import { incrementsText } from '../rate-text.ts';

/** Makes a price list like this one, and opens it. */
export function CopyDialog({ group, onClose }: { group: RateGroup; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('rates.groups.copyOf', { name: group.name })}
      submit={t('rates.groups.copySubmit')}
      words="rates.copyField"
      zone="UTC"
      fields={[{ name: 'name', input: 'text', isRequired: true, isWide: true }]}
      record={{ name: t('rates.groups.copyName', { name: group.name, ...AS_DATA }).slice(0, 100) }}
      schema={async () => (await import('../../../../src/schemas/rating/rates.ts')).copyRateGroup}
      save={(body, idempotencyKey) =>
        post<RateGroup>(`/rate-groups/${group.id}/copies`, body, { idempotencyKey })
      }
      onSaved={async (copy) => {
        toast(t('record.saved'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['rate-groups', 'list'] });
        await navigate({ to: '/rates/$id', params: { id: copy.id }, search: {} });
      }}
      onClose={onClose}
      below={() => (
        <p className="tb-preview" role="status">
          {t('rates.groups.copyText', {
            count: group.rates,
            rates: new Intl.NumberFormat(language).format(group.rates),
            markUp: percentText(group.markUpPercent, language),
            increments: incrementsText(group),
          })}
        </p>
      )}
    />
  );
}
