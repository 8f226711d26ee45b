/** The picture of a brand or a letterhead: shown, replaced and taken away. Its texts stand with those of the brand. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LOGO_BYTES_MAX } from '../../../src/domain/accounts/brand.ts';
import { remove, replaceFile } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

type Props<Saved> = Readonly<{
  /** Of the picture; null = none. */
  url: string | null;
  /** Where it is sent. */
  path: string;
  help?: string;
  onSaved: (saved: Saved) => unknown;
}>;

export function Logo<Saved>({ url, path, help, onSaved }: Props<Saved>) {
  const { t } = useTranslation();
  const saving = useMutation({
    mutationFn: async (file: File) => {
      // Refused here already: a server that is sent too much hangs up without a word.
      if (file.size > LOGO_BYTES_MAX) throw new ApiProblem(413, { code: 'body_too_large' });
      return replaceFile<Saved>(path, file, { contentType: 'application/octet-stream' });
    },
    onSuccess: onSaved,
  });
  const removing = useMutation({ mutationFn: () => remove(path) as Promise<Saved>, onSuccess: onSaved });
  const failed = saving.error ?? removing.error;
  const mistake = failed === null ? null : fileMistakeOf(failed);
  return (
    <div className="tb-logo">
      {mistake !== null && (
        <p className="tb-notice" data-tone="bad" role="alert">
          {t(mistake)}
        </p>
      )}
      {failed !== null && mistake === null && <ProblemAlert error={failed} />}
      {url !== null && (
        <p className="tb-logo-now">
          <img src={url} alt={t('brand.logo')} />
          <Button variant="default" size="xs" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t('brand.removeLogo')}
          </Button>
        </p>
      )}
      <DropZone
        label={t('brand.logo')}
        title={t(url === null ? 'brand.addLogo' : 'brand.replaceLogo')}
        fileName={null}
        status={saving.isPending ? t('brand.sending') : (help ?? t('brand.logoHelp'))}
        accept="image/png,image/jpeg,image/webp"
        onFile={(file) => saving.mutate(file)}
      />
    </div>
  );
}

/** Which text says what is wrong with the file; null when something else failed. */
function fileMistakeOf(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === 'body_too_large') return 'brand.tooLarge';
  return error.code === 'unsupported_media_type' ? 'brand.noPicture' : null;
}
