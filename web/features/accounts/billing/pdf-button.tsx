import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../../../api/client.ts';
import { Icon } from '../../../ui/icons.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import type { DocumentRow } from './api.ts';

/** The document as it was issued. */
export function PdfButton({
  document: { id, number },
  isCompact = false,
}: Readonly<{ document: Pick<DocumentRow, 'id' | 'number'>; isCompact?: boolean }>) {
  const { t } = useTranslation();
  const getting = useMutation({
    mutationFn: async () => {
      const file = await download(`/documents/${encodeURIComponent(id)}/pdf`, {});
      saveFile(file, `${number.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`);
    },
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Button
      variant="default"
      size={isCompact ? 'compact-xs' : 'sm'}
      loading={getting.isPending}
      leftSection={<Icon name="down" size={14} />}
      aria-label={t('billing.downloadWhat', { number })}
      onClick={() => getting.mutate()}
    >
      PDF
    </Button>
  );
}
