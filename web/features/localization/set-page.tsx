/** One rule set: its lists in order, and a number to try them with before they are saved. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../ui/loading.tsx';
import { localizationQuery } from './api.ts';
import { SetEditor } from './set-editor.tsx';
import { NotShown } from '../../ui/not-shown.tsx';

export function LocalizationPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/localizations/$id' });
  const set = useQuery(localizationQuery(id));
  if (set.isPending) return <Loading height={320} />;
  if (set.data === undefined) return <NotShown query={set} />;
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/localizations">{t('localization.title')}</Link>
      </nav>
      <SetEditor key={id} set={set.data} />
    </>
  );
}
