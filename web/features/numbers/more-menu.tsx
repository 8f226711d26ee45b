import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/client.ts';
import { Icon } from '../../ui/icons.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { saveFile } from '../../ui/save-file.ts';
import { toast } from '../../ui/toast.ts';

type Props = Readonly<{
  /** Of the list that is shown. */
  filter: Readonly<Record<string, string | undefined>>;
  /** Left out for whoever may not import. */
  onImport?: () => void;
}>;

/** What is done with many numbers at once. */
export function MoreMenu({ filter, onImport }: Props) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      const file = await download('/dids/export', { query: { ...filter, format } });
      saveFile(file, `dids-${new Date().toISOString().slice(0, 10)}.${format}`);
    },
    onSuccess: () => toast(t('dids.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" loading={exporting.isPending} rightSection={<Icon name="down" size={14} />}>
          {t('accounts.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {onImport !== undefined && <Menu.Item onClick={onImport}>{t('dids.dids.import')}</Menu.Item>}
        <Menu.Item onClick={() => exporting.mutate('xlsx')}>{t('dids.export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => exporting.mutate('csv')}>{t('dids.export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
