import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../../../api/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import type { Asked } from './api.ts';

/** The list as a sheet, with all that an accountant asks for. */
export function CsvButton({ asked }: Readonly<{ asked: Asked }>) {
  const { t } = useTranslation();
  const getting = useMutation({
    mutationFn: async () => {
      const file = await download('/documents/export', { query: { ...asked, format: 'csv' } });
      saveFile(file, `documents-${new Date().toISOString().slice(0, 10)}.csv`);
    },
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Button
      variant="default"
      size="xs"
      loading={getting.isPending}
      leftSection={<Icon name="down" size={14} />}
      onClick={() => getting.mutate()}
    >
      {t('billing.ageing.export')}
    </Button>
  );
}
