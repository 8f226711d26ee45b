import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReturnOfFocus } from './opener.ts';

/** A dialog that is in the page while it is open; closed, the focus is on what opened it. */
export function Dialog({ closeButtonProps, ...props }: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation();
  useReturnOfFocus();
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('common.close'), ...closeButtonProps }}
      {...props}
      // The library's own way needs a dialog that stays in the page when it is closed.
      returnFocus={false}
    />
  );
}
