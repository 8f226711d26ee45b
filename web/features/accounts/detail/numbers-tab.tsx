/** By which addresses and numbers the account calls, what it may not call, and how long it may call at all. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay, type Permission } from '../../../api/may.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { EditableList } from '../../../ui/record/editable-list.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Account } from '../api.ts';
import { AccountDids } from './account-dids.tsx';
import { AccountPackages } from './account-packages.tsx';
import { ControlsPanel } from './controls-panel.tsx';
import { GuardsPanel } from './guards-panel.tsx';
import {
  blockedPrefixes,
  callerIds,
  ipAddresses,
  networkText,
  speedDials,
  type BlockedPrefix,
  type CallerId,
  type IpAddress,
  type SpeedDial,
} from './item-lists.ts';

type Labelled = Readonly<{ id: string; label: string }>;

export function NumbersTab({ account }: { account: Account }) {
  const { data: actor } = useQuery(actorQuery);
  // A reseller's own limits are those above it to say.
  const holds = useMay();
  const may = (permission: Permission) =>
    account.status !== 'closed' && account.id !== actor?.id && holds(permission);
  const zone = account.profile.timezone;
  return (
    <>
      <ControlsPanel account={account} mayEdit={may('accounts:edit')} />
      <AccountPackages account={account} mayEdit={may('rates:assign')} />
      {account.kind === 'customer' && (
        <>
          <GuardsPanel account={account} mayEdit={may('guards:edit')} />
          <IpAddresses accountId={account.id} mayEdit={may('devices:edit')} zone={zone} />
          <AccountDids account={account} mayEdit={may('dids:assign')} />
          <CallerIds accountId={account.id} mayEdit={may('numbers:edit')} zone={zone} />
          <SpeedDials accountId={account.id} mayEdit={may('numbers:edit')} zone={zone} />
          <BlockedPrefixes accountId={account.id} mayEdit={may('numbers:edit')} zone={zone} />
        </>
      )}
      {account.kind === 'reseller' && (
        <BlockedPrefixes
          accountId={account.id}
          mayEdit={account.status !== 'closed' && holds('numbers:edit')}
          zone={zone}
          ofReseller={{ isOwn: account.id === actor?.id }}
        />
      )}
    </>
  );
}

type ListProps = Readonly<{ accountId: string; mayEdit: boolean; zone: string }>;

export function IpAddresses({ accountId, ...rest }: ListProps) {
  const { t } = useTranslation();
  const labelColumn = useLabelColumn();
  const columns = useMemo(
    (): readonly Column<IpAddress>[] => [
      textColumn(t('numbers.ipAddresses.field.network.label'), (row) => mono(networkText(row)), true),
      textColumn(t('numbers.ipAddresses.field.techPrefix.label'), ({ techPrefix }) => mono(techPrefix)),
      labelColumn,
    ],
    [t, labelColumn],
  );
  const list = useMemo(() => ({ ...ipAddresses(accountId), columns }), [accountId, columns]);
  return <EditableList list={list} {...rest} />;
}

function CallerIds({ accountId, ...rest }: ListProps) {
  const { t } = useTranslation();
  const labelColumn = useLabelColumn();
  const columns = useMemo(
    (): readonly Column<CallerId>[] => [
      textColumn(t('numbers.callerIds.field.number.label'), ({ number }) => mono(`+${number}`), true),
      textColumn(t('numbers.callerIds.flags'), (row) => <Flags row={row} />),
      labelColumn,
    ],
    [t, labelColumn],
  );
  const list = useMemo(() => ({ ...callerIds(accountId), columns }), [accountId, columns]);
  return <EditableList list={list} {...rest} />;
}

function Flags({ row }: { row: CallerId }) {
  const { t } = useTranslation();
  const flags = (['isPresent', 'isPinless', 'isVerified'] as const).filter((flag) => row[flag]);
  if (flags.length === 0) return '–';
  return (
    <span className="tb-tags">
      {flags.map((flag) => (
        <Tag key={flag} tone={flag === 'isVerified' ? 'good' : 'mute'}>
          {t(`numbers.callerIds.field.${flag}.short`)}
        </Tag>
      ))}
    </span>
  );
}

export function SpeedDials({ accountId, ...rest }: ListProps) {
  const { t } = useTranslation();
  const labelColumn = useLabelColumn();
  const columns = useMemo(
    (): readonly Column<SpeedDial>[] => [
      textColumn(t('numbers.speedDials.field.digits.label'), ({ digits }) => mono(digits), true),
      textColumn(t('numbers.speedDials.field.destination.label'), ({ destination }) => mono(destination)),
      labelColumn,
    ],
    [t, labelColumn],
  );
  const list = useMemo(() => ({ ...speedDials(accountId), columns }), [accountId, columns]);
  return <EditableList list={list} {...rest} />;
}

/** `ofReseller`: they hold for everybody below it, and what somebody above it has set it does not change itself. */
export function BlockedPrefixes({
  accountId,
  ofReseller,
  ...rest
}: ListProps & Readonly<{ ofReseller?: Readonly<{ isOwn: boolean }> }>) {
  const { t } = useTranslation();
  const labelColumn = useLabelColumn();
  const isOfReseller = ofReseller !== undefined;
  const isOwn = ofReseller?.isOwn === true;
  const columns = useMemo(
    (): readonly Column<BlockedPrefix>[] => [
      textColumn(t('numbers.blockedPrefixes.field.prefix.label'), ({ prefix }) => mono(`+${prefix}`), true),
      labelColumn,
      ...(isOfReseller
        ? [
            textColumn<BlockedPrefix>(t('numbers.blockedPrefixes.setBy.label'), ({ isFromAbove }) =>
              t(`numbers.blockedPrefixes.setBy.${isFromAbove ? 'above' : 'itself'}`),
            ),
          ]
        : []),
    ],
    [t, labelColumn, isOfReseller],
  );
  const list = useMemo(
    () => ({
      ...blockedPrefixes(accountId),
      columns,
      ...(isOfReseller ? { help: 'numbers.blockedPrefixes.helpOfReseller' } : {}),
      ...(isOwn ? { mayChange: ({ isFromAbove }: BlockedPrefix) => !isFromAbove } : {}),
    }),
    [accountId, columns, isOfReseller, isOwn],
  );
  return <EditableList list={list} {...rest} />;
}

function useLabelColumn(): Column<Labelled> {
  const { t } = useTranslation();
  return useMemo(
    () => textColumn(t('numbers.label'), ({ label }) => (label === '' ? '–' : <bdi>{label}</bdi>)),
    [t],
  );
}

function textColumn<Row extends object>(
  header: string,
  cell: (row: Row) => ReactNode,
  isHead = false,
): Column<Row> {
  return { id: header, header, cell, isHead };
}

function mono(text: string): ReactNode {
  return text === '' ? '–' : <span className="tb-mono">{text}</span>;
}
