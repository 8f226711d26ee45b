/** The packages of an account: what is left of each, until when, and giving it further ones. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountPackageBody } from '../../../../src/schemas/packages/packages.ts';
import { patch, post, remove } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { timeText } from '../../../ui/format.ts';
import { minutesText, prefixesText } from '../../../ui/minutes.ts';
import { EditableList, type ListOf } from '../../../ui/record/editable-list.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { Tag } from '../../../ui/tag.tsx';
import { packagesOfAccountQuery, type Account } from '../api.ts';

const rules = () => import('../../../../src/schemas/packages/packages.ts');

export function AccountPackages({ account, mayEdit }: Readonly<{ account: Account; mayEdit: boolean }>) {
  const { t } = useTranslation();
  const zone = account.profile.timezone;
  const { data } = useQuery(packagesOfAccountQuery(account.id));
  const offered = data?.offered;
  const columns = useColumns(zone);
  const list = useMemo((): ListOf<AccountPackageBody> => {
    const url = `/accounts/${encodeURIComponent(account.id)}/packages`;
    const to: RecordField = { name: 'to', input: 'instant', empty: 'null' };
    return {
      words: 'packages.ofAccount',
      query: packagesOfAccountQuery(account.id),
      columns,
      fields: [
        {
          name: 'packageId',
          input: 'choice',
          isRequired: true,
          options: (offered ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ...(offered?.length === 0 && { help: t('packages.ofAccount.noneToGive') }),
        },
        { name: 'from', input: 'instant', empty: 'omitted' },
        to,
      ],
      fieldsOfChange: [to],
      schemaOfNew: async () => (await rules()).assignPackage,
      schemaOfChange: async () => (await rules()).changeAssignment,
      nameOf: ({ name }) => name,
      add: (body, idempotencyKey) => post(url, body, { idempotencyKey }),
      change: ({ id }, body) => patch(`${url}/${id}`, body),
      remove: ({ id }) => remove(`${url}/${id}`),
    };
  }, [account.id, columns, offered, t]);
  return <EditableList list={list} mayEdit={mayEdit} zone={zone} />;
}

function useColumns(zone: string): readonly Column<AccountPackageBody>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const time = (at: string) => timeText(at, zone, language);
    return [
      {
        id: 'name',
        header: t('packages.ofAccount.field.packageId.label'),
        isHead: true,
        cell: (row) => (
          <span className="tb-tags">
            <bdi>{row.name}</bdi>
            {stateOf(row) !== 'now' && <Tag tone="mute">{t(`packages.ofAccount.state.${stateOf(row)}`)}</Tag>}
          </span>
        ),
      },
      {
        id: 'left',
        header: t('packages.ofAccount.left'),
        cell: ({ leftSeconds, includedSeconds, periodTo }) => (
          <>
            {t('packages.ofAccount.leftOf', {
              left: minutesText(leftSeconds, language, t),
              included: minutesText(includedSeconds, language, t),
            })}
            {periodTo !== null && (
              <div className="tb-none">{t('packages.ofAccount.again', { at: time(periodTo) })}</div>
            )}
          </>
        ),
      },
      {
        id: 'covers',
        header: t('packages.ofAccount.covers'),
        cell: ({ prefixes }) => <bdi className="tb-cut">{prefixesText(prefixes, language, t)}</bdi>,
      },
      {
        id: 'counts',
        header: t('packages.ofAccount.counts'),
        cell: ({ from, to }) => (
          <>
            {t('packages.ofAccount.from', { at: time(from) })}
            <div className="tb-none">
              {to === null ? t('packages.ofAccount.noEnd') : t('packages.ofAccount.until', { at: time(to) })}
            </div>
          </>
        ),
      },
    ];
  }, [t, language, zone]);
}

function stateOf({ isInForce, status, from, to }: AccountPackageBody): 'now' | 'off' | 'later' | 'over' {
  if (isInForce) return 'now';
  const now = Date.now();
  if (to !== null && Date.parse(to) <= now) return 'over';
  return status === 'active' && Date.parse(from) > now ? 'later' : 'off';
}
