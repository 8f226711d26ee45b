import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS, type AuditAction } from '../../../src/domain/audit/actions.ts';
import { LookupSelect } from '../../ui/record/lookup-select.tsx';
import { lookForAccounts, namedQuery } from './api.ts';
import type { AuditSearch } from './search.ts';
import { TypeAhead } from '../../ui/type-ahead.tsx';

type Change = { [K in keyof AuditSearch]?: AuditSearch[K] | undefined };
type Props = Readonly<{ search: AuditSearch; onChange: (change: Change) => void }>;

/** What was done at a glance; who, whom, when and from where behind a button, open when one of them is set. */
export function AuditFilters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const { account, actor, from, to, address } = search;
  const isAsked = [account, actor, from, to, address].some((value) => value !== undefined);
  const [isOpen, setOpen] = useState(isAsked);
  const actions = useMemo(
    () =>
      AUDIT_ACTIONS.map((action) => ({
        value: action,
        label: t(`timeline.action.${action.replace('.', '_')}`, { defaultValue: action }),
      })),
    [t],
  );
  return (
    <>
      <TypeAhead
        w={220}
        aria-label={t('audit.action')}
        placeholder={t('audit.anyAction')}
        data={actions}
        clearable
        value={search.action ?? null}
        onChange={(action) => onChange({ action: (action as AuditAction | null) ?? undefined })}
      />
      <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('audit.more')}
      </Button>
      {isOpen && (
        <div className="tb-filters tb-filters-more" data-labelled>
          <AccountChoice
            label={t('audit.about')}
            value={account}
            onChange={(id) => onChange({ account: id })}
          />
          <AccountChoice label={t('audit.who')} value={actor} onChange={(id) => onChange({ actor: id })} />
          <TextInput
            type="date"
            label={t('audit.from')}
            value={from ?? ''}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('audit.to')}
            value={to ?? ''}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
          <AddressInput
            key={address}
            value={address ?? ''}
            onChange={(text) => onChange({ address: text })}
          />
          {isAsked && (
            <Button
              variant="default"
              onClick={() =>
                onChange({
                  account: undefined,
                  actor: undefined,
                  from: undefined,
                  to: undefined,
                  address: undefined,
                })
              }
            >
              {t('accounts.clearFilters')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

type ChoiceProps = Readonly<{
  label: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}>;

function AccountChoice({ label, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const named = useQuery(namedQuery(value));
  // The input is made anew when the name is there, or was taken away from outside.
  if (value !== undefined && named.isPending) return <TextInput label={label} w={240} disabled />;
  return (
    <LookupSelect
      key={value ?? ''}
      label={label}
      w={240}
      placeholder={t('audit.anybody')}
      lookup={{ key: ['accounts', 'audit-choices'], find: lookForAccounts, chosen: named.data ?? null }}
      clearable
      clearButtonProps={clearButton(t('common.clear', { what: label }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** Asked when it is left or Enter is pressed: half an address finds something else. */
function AddressInput({ value, onChange }: Readonly<{ value: string; onChange: (text: string) => void }>) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const ask = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextInput
      label={t('audit.address')}
      placeholder="198.51.100."
      classNames={{ input: 'tb-mono' }}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={ask}
      onKeyDown={(event) => {
        if (event.key === 'Enter') ask();
      }}
    />
  );
}

/** Reached by keyboard, and read out. */
function clearButton(label: string) {
  return { 'aria-label': label, 'aria-hidden': false, tabIndex: 0 };
}
