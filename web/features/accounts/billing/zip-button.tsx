import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Icon } from '../../../ui/icons.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { toast } from '../../../ui/toast.ts';
import type { Asked } from './api.ts';

/** All documents of the list in one file, which says how far it is and can be stopped. */
export function ZipButton({ asked }: Readonly<{ asked: Asked }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [bytes, setBytes] = useState(0);
  const stopping = useRef<AbortController | null>(null);
  const getting = useMutation({
    mutationFn: async () => {
      stopping.current = new AbortController();
      setBytes(0);
      const { signal } = stopping.current;
      const file = await download('/documents/download', { query: asked, signal, onBytes: setBytes });
      saveFile(file, `documents-${new Date().toISOString().slice(0, 10)}.zip`);
    },
    onSuccess: () => toast(t('billing.zip.done')),
    onError: (error) => {
      if (stopping.current?.signal.aborted !== true) toast(problemText(error, t));
    },
  });
  if (getting.isPending)
    return (
      <span className="tb-row-actions">
        <span className="tb-field-help" role="status">
          {t('billing.zip.coming', { size: sizeText(bytes, language) })}
        </span>
        <Button variant="default" size="xs" onClick={() => stopping.current?.abort()}>
          {t('common.cancel')}
        </Button>
      </span>
    );
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon name="down" size={14} />}
      onClick={() => getting.mutate()}
    >
      {t('billing.zip.all')}
    </Button>
  );
}

function sizeText(bytes: number, language: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1_000_000);
}
