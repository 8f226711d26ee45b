/** The rates of a price list as a file. */
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../../../api/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import type { RateGroup } from '../api.ts';

type Wanted = Readonly<{ format: 'csv' | 'xlsx'; prices?: 'with_mark_up' }>;

export function ExportMenu({ group }: { group: RateGroup }) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (query: Wanted) =>
      saveFile(
        await download(`/rate-groups/${group.id}/rates/export`, { query }),
        `rates-${new Date().toISOString().slice(0, 10)}.${query.format}`,
      ),
    onSuccess: () => toast(t('rates.groups.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  // A list that passes prices on always exports what its customers pay.
  const hasMarkUp = group.basis === 'own_rates' && Number(group.markUpPercent) !== 0;
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" loading={exporting.isPending} rightSection={<Icon name="down" size={14} />}>
          {t('rates.groups.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Menu.Item key={format} onClick={() => exporting.mutate({ format })}>
            {t(`rates.groups.export.${format}`)}
          </Menu.Item>
        ))}
        {hasMarkUp &&
          (['xlsx', 'csv'] as const).map((format) => (
            <Menu.Item key={format} onClick={() => exporting.mutate({ format, prices: 'with_mark_up' })}>
              {t(`rates.groups.export.${format}WithMarkUp`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
