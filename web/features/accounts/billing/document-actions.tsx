/** What can be done with a document: download it, take it back, write it anew. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { isNegative, isZero } from '../../../ui/format.ts';
import { PayInvoice } from '../own-payments/lazy.tsx';
import type { DocumentBody } from './api.ts';
import { PdfButton } from './pdf-button.tsx';
import { WriteAnewButton } from './write-anew-button.tsx';

const CreditNoteDialog = lazy(async () => ({
  default: (await import('./credit-note-dialog.tsx')).CreditNoteDialog,
}));

type Props = Readonly<{
  document: DocumentBody;
  onOther: (id: string) => void;
  onCovered: (isCovered: boolean) => void;
}>;

export function DocumentActions({ document, onOther, onCovered }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const [isCrediting, setCrediting] = useState(false);
  const set = (isOpen: boolean) => {
    setCrediting(isOpen);
    onCovered(isOpen);
  };
  const mayIssue = may('documents:issue') && document.isIssuedByYou && document.accountId !== null;
  const { open } = document;
  const mayPay =
    document.kind === 'invoice' && document.accountId === actor?.id && open !== null && may('payments:make');
  return (
    <div className="tb-row-actions">
      {mayPay && !isZero(open) && !isNegative(open) && (
        <PayInvoice
          documentId={document.id}
          number={document.number}
          open={open}
          currency={document.currency}
          onCovered={onCovered}
        />
      )}
      <PdfButton document={document} />
      {mayIssue && document.kind === 'invoice' && (
        <Button variant="default" onClick={() => set(true)}>
          {t('billing.credit.title')}
        </Button>
      )}
      {mayIssue && document.kind === 'credit_note' && <WriteAnewButton document={document} />}
      {isCrediting && (
        <Suspense>
          <CreditNoteDialog document={document} onIssued={onOther} onClose={() => set(false)} />
        </Suspense>
      )}
    </div>
  );
}
