import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useWrite } from '../../../api/use-write.ts';
import { textsIn } from '../../../app/i18n.ts';
import { withoutMarks } from '../../../ui/isolate.ts';
import { problemText } from '../../../ui/problem-text.ts';
import { toast } from '../../../ui/toast.ts';
import type { DocumentBody, Draft } from './api.ts';
import { lineTitle } from './document-text.tsx';

/** Begins a draft with the lines that a credit note took back, in the language that the account reads. */
export function WriteAnewButton({ document }: Readonly<{ document: DocumentBody }>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const writing = useWrite({
    mutationFn: async () => {
      const theirs = await textsIn(document.language, 'billing');
      const lines = document.lines.map((line) => ({
        text: withoutMarks(lineTitle(line, theirs)).slice(0, TEXT_MAX),
        quantity: '1',
        unitPrice: line.amount,
      }));
      const url = `/accounts/${document.accountId}/invoice-drafts`;
      return post<Draft>(url, { lines, includesOpen: false }, { idempotencyKey });
    },
    onSuccess: ({ id }) => void navigate({ to: '/invoice-drafts/$id', params: { id } }),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Button variant="default" loading={writing.isPending} onClick={() => writing.mutate()}>
      {t('billing.writeAnew')}
    </Button>
  );
}

/** As long as the text of a line may be. */
const TEXT_MAX = 200;
