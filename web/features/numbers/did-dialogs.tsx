/** What is done with one number, or with a range of new ones. */
import { useTranslation } from 'react-i18next';
import { put, remove } from '../../api/client.ts';
import { DidCost } from '../../ui/products/did-cost.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { PickDialog } from '../../ui/record/pick-dialog.tsx';
import { lookForCustomers, type Did } from './api.ts';
import { DidDialog, RangeDialog } from './did-form.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

export type OpenDialog =
  | Readonly<{ kind: 'one' | 'range' | 'import'; did: null }>
  | Readonly<{ kind: 'edit' | 'assign' | 'unassign' | 'remove' | 'price' | 'ownerPrice'; did: Did }>;

type Props = Readonly<{
  open: OpenDialog;
  isStaff: boolean;
  zone: string;
  onOpen: (dialog: OpenDialog) => void;
  onDone: (message: string) => void;
  onClose: () => void;
}>;

export function DidDialogs({ open, isStaff, zone, onOpen, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { kind, did } = open;
  if (kind === 'one' || kind === 'edit')
    return (
      <DidDialog
        did={did}
        isStaff={isStaff}
        zone={zone}
        {...(did !== null &&
          isStaff &&
          did.use === 'free' && { onRemove: () => onOpen({ kind: 'remove', did }) })}
        {...(did !== null && { onPrice: (whose) => onOpen({ kind: whose, did }) })}
        onSaved={() => onDone(t('record.saved'))}
        onClose={onClose}
      />
    );
  if (kind === 'import')
    return (
      <ImportDialog onImported={(count) => onDone(t('dids.import.done', { count }))} onClose={onClose} />
    );
  if (did === null)
    return (
      <RangeDialog
        zone={zone}
        onSaved={({ created, first, last }) =>
          onDone(t('dids.range.done', { count: created, first: `+${first}`, last: `+${last}` }))
        }
        onClose={onClose}
      />
    );
  if (kind === 'price' || kind === 'ownerPrice')
    return (
      <PriceDialog
        did={did}
        whose={kind}
        zone={zone}
        onSaved={() => onDone(t('record.saved'))}
        onClose={onClose}
      />
    );
  const what = `+${did.number}`;
  const url = `/dids/${did.id}`;
  const owner = did.isOwn ? undefined : (did.ownerId ?? undefined);
  if (kind === 'assign')
    return (
      <PickDialog
        title={t('dids.assign.title', { what })}
        text={t('dids.assign.text')}
        label={t('dids.assign.label')}
        help={t('dids.assign.help')}
        submit={t('dids.action.assign')}
        {...(did.product !== null && {
          below: (accountId) => <DidCost accountId={accountId} didId={did.id} zone={zone} />,
        })}
        listKey={['accounts', 'for-did', owner ?? null]}
        look={(q, signal) => lookForCustomers(owner, q, signal)}
        act={(accountId) => put<Did>(`${url}/assignment`, { accountId })}
        onDone={({ accountName }) => onDone(t('dids.assign.done', { what, name: accountName }))}
        onClose={onClose}
      />
    );
  const isUnassigning = kind === 'unassign';
  return (
    <ConfirmDialog
      title={t(isUnassigning ? 'dids.unassign.title' : 'dids.remove.title', { what })}
      text={[
        t(isUnassigning ? 'dids.unassign.text' : 'dids.remove.text', { what, name: did.accountName }),
        ...(isUnassigning && did.product !== null
          ? [t('subscriptions.didCost.ends', { product: did.product.name })]
          : []),
      ].join(' ')}
      submit={t(isUnassigning ? 'dids.action.unassign' : 'dids.action.remove')}
      act={() => remove(isUnassigning ? `${url}/assignment` : url)}
      onDone={() => onDone(isUnassigning ? t('dids.unassign.done', { what }) : t('record.removed', { what }))}
      onClose={onClose}
    />
  );
}
