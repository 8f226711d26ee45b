import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialog.tsx';

type Props = Readonly<{
  /** Asked at the moment of leaving: what was just saved is no longer unsaved, drawn or not. */
  isUnsaved: () => boolean;
  /** What was typed stays while only the search part of the address changes. */
  isKeptOnPage?: boolean;
}>;

/** Asks before typed text is lost: by a link, a tab of the page, Back, a reload or closing. For what is kept in memory alone. */
export function AskBeforeLeaving({ isUnsaved, isKeptOnPage = false }: Props) {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      !(isKeptOnPage && current.pathname === next.pathname) && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog onClose={reset} title={t('record.leaving')}>
      <div className="tb-record-foot">
        <Button variant="default" onClick={proceed}>
          {t('record.discard')}
        </Button>
        <Button data-autofocus onClick={reset}>
          {t('record.stay')}
        </Button>
      </div>
    </Dialog>
  );
}
