import { Button, Kbd, SegmentedControl } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { proposePassword, proposePin } from '../../../ui/secrets.ts';
import { defaultsQuery, type AccountDefaults, type CreatedAccount, type NumberReservation } from '../api.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { groupsOf, type GroupName } from '../form/fields.ts';
import { FormViewContext, type FormView } from '../form/form-view.ts';
import { bodyOfForm, formOfDefaults, newIdempotencyKey, type AccountForm } from '../form/form-values.ts';
import { GroupFields } from '../form/group-fields.tsx';
import { useFailedSave } from '../form/use-failed-save.ts';
import { resolverFor } from '../form/validation.ts';
import type { NewKind } from '../search.ts';
import { curlOf } from './curl.ts';
import { dropDraft, keepDraft, withDraft } from './draft.ts';
import { FormSummary } from './form-summary.tsx';
import type { Result } from './new-account-page.tsx';

type Props = Readonly<{
  kind: NewKind;
  parentId: string | null;
  defaults: AccountDefaults;
  onCreated: (result: Result) => void;
}>;

export function NewAccountForm({ kind, parentId, defaults, onCreated }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  // One key for the life of this form: whatever is sent twice makes one account.
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [start] = useState(() => initialForm(kind, parentId, defaults));
  const form = useForm<AccountForm>({
    defaultValues: start.form,
    mode: 'onBlur',
    reValidateMode: 'onBlur',
    shouldFocusError: false, // the summary hook focuses, after it unfolded the field's group
    resolver: useMemo(
      () =>
        resolverFor(async (values) => (await import('../form/rules.ts')).mistakesOfNew(kind, values), kind),
      [kind],
    ),
  });
  const [isFull, setFull] = useState(kind !== 'customer');
  const [opened, setOpened] = useState<ReadonlySet<GroupName>>(new Set());
  const openGroup = (group: GroupName) => setOpened((now) => new Set(now).add(group));
  const failedSave = useFailedSave({ form, kind, openGroup });
  const number = useReservedNumber(form.getValues, form.setValue);
  const current = useDefaultsOfParent(kind, form.control, defaults);
  useDraft(kind, form.watch);
  useChecksAcrossFields(form);

  const saving = useMutation({
    mutationFn: (values: AccountForm) =>
      post<CreatedAccount>('/accounts', bodyOfForm(kind, values), { idempotencyKey }),
    onSuccess: (created, values) => {
      dropDraft(kind);
      void queryClient.invalidateQueries({ queryKey: ['accounts', 'list'] });
      const { password, pin, inviteByEmail } = values.panelAccess;
      onCreated({ created, password: inviteByEmail ? null : password, pin: kind === 'customer' ? pin : '' });
    },
    onError: failedSave.show,
  });
  const clipboard = useClipboard({ timeout: 1500 });
  const isSaving = useRef(false);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    // A second click while the first is under way changes nothing; the key would see to it as well.
    if (isSaving.current) return;
    isSaving.current = true;
    const submit = form.handleSubmit(async (values) => {
      failedSave.clear();
      await saving.mutateAsync(values).catch(() => null); // onError has shown it
    }, failedSave.showInvalid);
    void submit().finally(() => {
      isSaving.current = false;
    });
  };

  const view: FormView = {
    mode: 'create',
    kind,
    defaults: current,
    openGroups: isFull ? new Set(groupsOf(kind)) : opened,
    openGroup,
    regenerateNumber: () => void number.draw(),
    isNumberLoading: number.isLoading,
  };
  return (
    <FormProvider {...form}>
      <FormViewContext.Provider value={view}>
        <form
          className="tb-form"
          noValidate
          onSubmit={save}
          onKeyDown={(event) => isSaveKey(event) && save(event)}
        >
          <div className="tb-form-main">
            <SegmentedControl
              className="tb-quick-full"
              aria-label={t('form.howMuch')}
              value={isFull ? 'full' : 'quick'}
              onChange={(value) => setFull(value === 'full')}
              data={[
                { value: 'quick', label: t('form.quick') },
                { value: 'full', label: t('form.full') },
              ]}
            />
            {start.isRestored && <p className="tb-field-note">{t('form.draftRestored')}</p>}
            <ErrorSummary errors={failedSave.errors} onGo={failedSave.goTo} />
            <GroupFields groups={groupsOf(kind)} />
          </div>
          <aside className="tb-form-aside">
            <FormSummary kind={kind} defaults={current} />
            <div className="tb-save">
              <Button type="submit" fullWidth size="md" loading={saving.isPending}>
                {t(`newAccount.save.${kind}`)}
              </Button>
              <p className="tb-save-hint">
                <Kbd size="xs">Ctrl</Kbd> + <Kbd size="xs">Enter</Kbd>
              </p>
              <Button
                className="tb-as-curl"
                variant="subtle"
                size="compact-sm"
                onClick={() => clipboard.copy(curlOf(kind, form.getValues(), window.location.origin))}
              >
                {t(clipboard.copied ? 'common.copied' : 'form.asCurl')}
              </Button>
            </div>
          </aside>
        </form>
      </FormViewContext.Provider>
    </FormProvider>
  );
}

function initialForm(kind: NewKind, parentId: string | null, defaults: AccountDefaults) {
  const proposed = formOfDefaults(defaults, parentId);
  const { form, isRestored } = withDraft(kind, proposed);
  form.panelAccess.password = proposePassword();
  form.panelAccess.pin = kind === 'customer' ? proposePin(defaults.rules.pinLength) : '';
  return { form, isRestored };
}

function isSaveKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}

type FormApi = ReturnType<typeof useForm<AccountForm>>;

/** The server keeps the proposed number for this form, so that saving cannot collide. */
function useReservedNumber(getValues: FormApi['getValues'], setValue: FormApi['setValue']) {
  const reserving = useMutation({
    mutationFn: () => post<NumberReservation>('/accounts/number-reservations', {}),
  });
  const { mutateAsync } = reserving;
  const draw = async () => {
    const { number } = await mutateAsync();
    setValue('panelAccess.number', number, { shouldValidate: true });
  };
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    // Without an answer the field stays empty and the server draws a number on saving.
    mutateAsync()
      .then(({ number }) => {
        if (getValues('panelAccess.number') === '') setValue('panelAccess.number', number);
      })
      .catch(() => null);
  }, [mutateAsync, getValues, setValue]);
  return { draw: () => draw().catch(() => null), isLoading: reserving.isPending };
}

/** Another owner has other rate groups to offer. */
function useDefaultsOfParent(kind: NewKind, control: FormApi['control'], initial: AccountDefaults) {
  const parentId = useWatch({ control, name: 'panelAccess.parentId' });
  const own = useQuery({ ...defaultsQuery(kind, parentId), enabled: parentId !== null });
  return parentId === null ? initial : (own.data ?? initial);
}

function useDraft(kind: NewKind, watch: FormApi['watch']): void {
  useEffect(() => {
    const subscription = watch((values, { type }) => {
      if (type === 'change') keepDraft(kind, values as AccountForm);
    });
    return () => subscription.unsubscribe();
  }, [kind, watch]);
}

/** A mistake that another field caused goes away when that field is changed. */
function useChecksAcrossFields({ control, trigger, getFieldState }: FormApi): void {
  const causes = useWatch({ control, name: ['billing.accountType', 'billing.cliPool', 'billing.schedule'] });
  const key = causes.join(' ');
  useEffect(() => {
    for (const name of ['billing.creditLimit', 'billing.nonCliRateGroupId', 'billing.billingDay'] as const) {
      if (getFieldState(name).invalid) void trigger(name);
    }
  }, [key, trigger, getFieldState]);
}
