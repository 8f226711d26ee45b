import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy.tsx';
import { Dialog } from './dialog.tsx';

/** A key that is nowhere else: the dialog is closed on purpose only. `what` names it to whoever copies it. */
export function KeyDialog({
  title,
  text,
  value,
  what,
  children,
  onClose,
}: Readonly<{
  title: string;
  text: string;
  value: string;
  what: string;
  children?: ReactNode;
  onClose: () => void;
}>) {
  const { t } = useTranslation();
  return (
    <Dialog size="lg" onClose={onClose} closeOnClickOutside={false} closeOnEscape={false} title={title}>
      <div className="tb-record">
        <p>{text}</p>
        <p className="tb-key">
          <code>{value}</code>
          <CopyButton value={value} what={what} />
        </p>
        {children}
        <div className="tb-record-foot">
          <Button data-autofocus onClick={onClose}>
            {t('devices.noted')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
