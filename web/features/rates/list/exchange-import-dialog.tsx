/** Sets the exchange rates of a sheet: what is in it is said first, and all of it is set, or nothing. */
import { Button, Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useWrite } from '../../../api/use-write.ts';
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

/** The key belongs to what was looked at: an import whose answer was lost is not made twice. */
type Wanted = Readonly<{ file: File; isConfirmed: boolean; idempotencyKey: string }>;

function send({ file, isConfirmed, idempotencyKey }: Wanted, isDryRun: boolean): Promise<ExchangeImport> {
  const contentType = file.name.toLowerCase().endsWith('.xlsx') ? XLSX : CSV;
  return upload<ExchangeImport>(
    `/exchange-rates/import?dryRun=${isDryRun}&isConfirmed=${isConfirmed}`,
    file,
    { contentType, idempotencyKey },
  );
}

const isDoubtful = ({ errors }: ExchangeImport['rejected'][number]) =>
  errors.some(({ code }) => code === 'doubtful');

export function ExchangeImportDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const looking = useMutation({ mutationFn: (chosen: Wanted) => send(chosen, true) });
  const setting = useWrite({
    mutationFn: (chosen: Wanted) => send(chosen, false),
    onSuccess: async ({ valid }) => {
      toast(
        t('rates.exchange.imported', { count: valid, rows: new Intl.NumberFormat(language).format(valid) }),
      );
      await queryClient.invalidateQueries({ queryKey: ['exchange-rates'] });
      onClose();
    },
  });
  const found = looking.data;
  const look = (file: File, isConfirmed: boolean) => {
    const chosen = { file, isConfirmed, idempotencyKey: newIdempotencyKey() };
    setWanted(chosen);
    looking.mutate(chosen);
  };
  const asksForConfirmation = wanted?.isConfirmed === true || found?.rejected.some(isDoubtful) === true;
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
          fileName={wanted?.file.name ?? null}
          status={looking.isPending ? t('common.loading') : ''}
          accept=".csv,.xlsx"
          onFile={(file) => look(file, false)}
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
        {wanted !== null && asksForConfirmation && (
          <Checkbox
            label={t('rates.exchange.field.isConfirmed.label')}
            checked={wanted.isConfirmed}
            onChange={({ currentTarget }) => look(wanted.file, currentTarget.checked)}
          />
        )}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={!isGood}
            loading={setting.isPending}
            onClick={() => wanted !== null && setting.mutate(wanted)}
          >
            {t('rates.exchange.importSubmit')}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
