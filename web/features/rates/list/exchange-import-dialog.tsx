/** Sets the exchange rates of a sheet: what is in it is said first, and all of it is set, or nothing. */
import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DropZone } from '../../../ui/drop-zone.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowMistakes } from '../../../ui/row-mistakes.tsx';
import { RowSum } from '../../../ui/row-sum.tsx';
import { toast } from '../../../ui/toast.ts';
import type { ExchangeImport } from '../api.ts';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function send(file: File, isDryRun: boolean): Promise<ExchangeImport> {
  const contentType = file.name.toLowerCase().endsWith('.xlsx') ? XLSX : CSV;
  return upload<ExchangeImport>(`/exchange-rates/import${isDryRun ? '?dryRun=true' : ''}`, file, {
    contentType,
  });
}

export function ExchangeImportDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const looking = useMutation({ mutationFn: (chosen: File) => send(chosen, true) });
  const setting = useMutation({
    mutationFn: (chosen: File) => send(chosen, false),
    onSuccess: async ({ valid }) => {
      toast(
        t('rates.exchange.imported', { count: valid, rows: new Intl.NumberFormat(language).format(valid) }),
      );
      await queryClient.invalidateQueries({ queryKey: ['exchange-rates'] });
      onClose();
    },
  });
  const found = looking.data;
  const isGood = found !== undefined && found.rejectedRows === 0 && found.valid > 0;
  return (
    <Dialog title={t('rates.exchange.import')} onClose={onClose}>
      <Stack>
        <p className="tb-list-help">{t('rates.exchange.importHelp')}</p>
        {looking.isError && <ProblemAlert error={looking.error} />}
        {setting.isError && <ProblemAlert error={setting.error} />}
        <DropZone
          label={t('rates.exchange.import')}
          title={t('rates.exchange.drop')}
          fileName={file?.name ?? null}
          status={looking.isPending ? t('common.loading') : ''}
          accept=".csv,.xlsx"
          onFile={(chosen) => {
            setFile(chosen);
            looking.mutate(chosen);
          }}
        />
        {found !== undefined && (
          <RowSum
            read={found.read}
            good={[t('sheet.good'), found.valid]}
            rejected={found.rejectedRows}
            blank={found.read - found.valid - found.rejectedRows}
          />
        )}
        {found !== undefined && found.rejectedRows > 0 && (
          <RowMistakes
            mistakes={found.rejected}
            rows={found.rejectedRows}
            fileName="rejected-exchange-rates.csv"
            label={(field) => t(`rates.exchange.field.${field}.label`, { defaultValue: field })}
          />
        )}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={!isGood}
            loading={setting.isPending}
            onClick={() => file !== null && setting.mutate(file)}
          >
            {t('rates.exchange.importSubmit')}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
