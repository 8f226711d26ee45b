/** An address that called and was nobody's becomes an account's. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordBody, RecordField, Schema } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { lookForCustomers } from './unknown-calls-api.ts';

const FIELDS: readonly RecordField[] = [
  {
    name: 'accountId',
    input: 'lookup',
    isRequired: true,
    lookup: { key: ['accounts', 'customer-choices'], find: lookForCustomers },
  },
  { name: 'network', input: 'text', isRequired: true, isMono: true },
  { name: 'label', input: 'text' },
  { name: 'acceptOverlap', input: 'check', isAskedFor: true },
];

/** The account stands in the path of the request. */
function withoutAccount(body: unknown): RecordBody {
  const { accountId: _, ...rest } = body as RecordBody;
  return rest;
}

async function schema(): Promise<Schema> {
  const { createIpAddress } = await import('../../../src/schemas/accounts/account-items.ts');
  return { safeParse: (body) => createIpAddress.safeParse(withoutAccount(body)) };
}

export function AddAddressDialog({ address, onClose }: Readonly<{ address: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('unknownCalls.addAddressWhat', { address })}
      submit={t('unknownCalls.addAddress')}
      fields={FIELDS}
      words="unknownCalls.field"
      record={{ network: address }}
      zone="UTC"
      schema={schema}
      save={(body, idempotencyKey) =>
        post(`/accounts/${String(body.accountId)}/ip-addresses`, withoutAccount(body), { idempotencyKey })
      }
      onSaved={async () => {
        toast(t('unknownCalls.added'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['accounts', 'one'] });
      }}
      onClose={onClose}
    />
  );
}
