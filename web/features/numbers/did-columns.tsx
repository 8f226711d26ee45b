import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { placeText } from '../../ui/places.ts';
import { Tag } from '../../ui/tag.tsx';
import type { Did } from './api.ts';
import type { OpenDialog } from './did-dialogs.tsx';
import { useMay } from '../../api/may.ts';

type Open = (dialog: OpenDialog) => void;

export function useDidColumns(onOpen: Open): readonly Column<Did>[] {
  const { t } = useTranslation();
  const may = useMay();
  const seesProvider = may('carriers:read');
  const mayAssign = may('dids:assign');
  const language = useLanguage();
  return useMemo(() => {
    const countries = new Intl.DisplayNames(language, { type: 'region' });
    const columns: readonly (Column<Did> | false)[] = [
      {
        id: 'number',
        header: t('dids.field.number.label'),
        isHead: true,
        sorts: ['number', '-number'],
        cell: (row) => <NumberOf did={row} />,
      },
      {
        id: 'use',
        header: t('dids.use.label'),
        cell: (row) => <Use did={row} />,
      },
      {
        id: 'label',
        header: t('dids.field.label.label'),
        cell: (row) => <Label text={row.label} />,
      },
      {
        id: 'place',
        header: t('dids.place'),
        cell: (row) => <bdi>{placeText(row, countries) ?? '–'}</bdi>,
      },
      {
        id: 'owner',
        header: t('dids.field.ownerId.label'),
        cell: (row) => ownerText(row, t),
      },
      seesProvider && {
        id: 'provider',
        header: t('dids.field.providerId.label'),
        cell: ({ providerName }) => (providerName === null ? '–' : <bdi>{providerName}</bdi>),
      },
      mayAssign && {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => <Actions did={row} onOpen={onOpen} />,
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, language, seesProvider, mayAssign, onOpen]);
}

/** With what it costs, and whether that is paid. */
function NumberOf({ did: { number, product, isUnpaid } }: { did: Did }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="tb-mono">+{number}</span>
      {product !== null && (
        <small className="tb-reason">
          <bdi>{product.name}</bdi>
        </small>
      )}
      {isUnpaid && <Tag tone="bad">{t('subscriptions.didCost.unpaid')}</Tag>}
    </>
  );
}

function Use({ did }: { did: Did }) {
  const { t } = useTranslation();
  if (did.accountId === null)
    return <Tag tone={did.use === 'free' ? 'good' : 'mute'}>{t(`dids.use.${did.use}`)}</Tag>;
  return (
    <Link
      to="/accounts/$id"
      params={{ id: did.accountId }}
      search={{ tab: 'numbers' }}
      className="tb-row-link"
    >
      <bdi>{did.accountName}</bdi>
    </Link>
  );
}

function ownerText({ isOwn, ownerName }: Did, t: TFunction) {
  if (isOwn) return t('dids.owner.you');
  return ownerName === null ? t('dids.owner.above') : <bdi>{ownerName}</bdi>;
}

/** A long one is cut: the row stays one line, and the whole stands in the form. */
function Label({ text }: { text: string }) {
  if (text === '') return '–';
  return (
    <bdi className="tb-cut" title={text}>
      {text}
    </bdi>
  );
}

function Actions({ did, onOpen }: Readonly<{ did: Did; onOpen: Open }>) {
  const { t } = useTranslation();
  const what = `+${did.number}`;
  // Whose number it is not sees it because an account below has it.
  if (did.ownerId === null) return null;
  const button = (kind: 'assign' | 'unassign' | 'edit') => (
    <Button
      key={kind}
      variant="default"
      size="compact-sm"
      aria-label={t(`dids.action.${kind}What`, { what })}
      onClick={() => onOpen({ kind, did })}
    >
      {t(`dids.action.${kind}`)}
    </Button>
  );
  return (
    <span className="tb-row-actions" data-line>
      {did.use === 'free' && button('assign')}
      {did.use === 'account' && button('unassign')}
      {button('edit')}
    </span>
  );
}
