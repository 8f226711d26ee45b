import { Button, Kbd, SegmentedControl } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { permissionToChange } from '../../../../src/domain/accounts/change-permissions.ts';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { proposePassword, proposePin } from '../../../ui/secrets.ts';
import { defaultsQuery, type AccountDefaults, type CreatedAccount } from '../api.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { groupsOf, type FieldName, type GroupName } from '../form/fields.ts';
import { FormViewContext, type FormView } from '../form/form-view.ts';
import { bodyOfForm, formOfDefaults, newIdempotencyKey, type AccountForm } from '../form/form-values.ts';
import { GroupFields } from '../form/group-fields.tsx';
import { useFailedSave } from '../form/use-failed-save.ts';
import { resolverFor } from '../form/validation.ts';
import type { NewKind } from '../search.ts';
import { curlOf } from './curl.ts';
import type { Template } from './api.ts';
import { inCommon } from './carried.ts';
import { useDraft, withValues, type Groups, type KeptDraft } from './draft.ts';
import { FormSummary } from './form-summary.tsx';
import type { Result } from './new-account-page.tsx';
import { gives, inputsOfTemplate, withTemplate } from './template-values.ts';
import { ChooseTemplate, SaveTemplate } from './templates.tsx';
import { useProposalsOfOwner } from './use-proposals-of-owner.ts';
import { forgetReservedNumber, useReservedNumber } from './use-reserved-number.ts';

type Props = Readonly<{
  kind: NewKind;
  parentId: string | null;
  defaults: AccountDefaults;
  templates: readonly Template[];
  /** What somebody typed before, and goes on with. */
  draft: KeptDraft | null;
  /** What the form before this one hands on. */
  carried: Groups | null;
  /** Says what this form would hand to one of another kind. */
  typedRef: RefObject<((to: NewKind) => Groups) | null>;
  onCreated: (result: Result) => void;
  /** The draft is thrown away: the form begins anew. */
  onDiscarded: () => void;
}>;

export function NewAccountForm(props: Props) {
  const { kind, parentId, defaults, templates, draft: restored, carried, onCreated, onDiscarded } = props;
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  // One key for the life of this form: whatever is sent twice makes one account.
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [template, setTemplate] = useState(() =>
    restored === null && carried === null ? (templates.find(({ isDefault }) => isDefault) ?? null) : null,
  );
  const [start] = useState(() => initialForm(props, template));
  const [isSavingTemplate, setSavingTemplate] = useState(false);
  const form = useForm<AccountForm>({
    defaultValues: start,
    mode: 'onBlur',
    reValidateMode: 'onBlur',
    shouldFocusError: false, // the summary hook focuses, after it unfolded the field's group
    resolver: useMemo(
      () =>
        resolverFor(
          async (values) =>
            (await import('../form/rules.ts')).mistakesOfNew(kind, values, defaults.rules.passwordLengthMin),
          kind,
        ),
      [kind, defaults.rules.passwordLengthMin],
    ),
  });
  const [isFull, setFull] = useState(kind !== 'customer');
  const [opened, setOpened] = useState<ReadonlySet<GroupName>>(new Set());
  const openGroup = (group: GroupName) => setOpened((now) => new Set(now).add(group));
  const failedSave = useFailedSave({ form, kind, openGroup });
  const number = useReservedNumber(form);
  const current = useDefaultsOfParent(kind, form.control, defaults);
  const isGiven = (name: FieldName) =>
    restored !== null || carried !== null || (template !== null && gives(template, name));
  useProposalsOfOwner(form, current, isGiven);
  const draft = useDraft(kind, restored, restored === null ? start : null, form);
  useChecksAcrossFields(form);
  const { typedRef } = props;
  useEffect(() => {
    typedRef.current = (to) =>
      inCommon({ from: kind, to }, form.getValues(), formOfDefaults(current, parentId));
  });
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = '[id^="field-"]:is(input, textarea):not([disabled], [readonly])';
    element.current?.querySelector<HTMLElement>(first)?.focus();
  }, []);

  const saving = useMutation({
    mutationFn: (values: AccountForm) =>
      post<CreatedAccount>('/accounts', bodyOfForm(kind, values), { idempotencyKey }),
    onSuccess: (created, values) => {
      void draft.discard();
      forgetReservedNumber();
      void queryClient.invalidateQueries({ queryKey: ['accounts', 'list'] });
      const { password, pin, inviteByEmail } = values.panelAccess;
      onCreated({
        created,
        password: inviteByEmail ? null : password,
        pin: kind === 'customer' ? pin : '',
        form: values,
      });
    },
    onError: (error) => {
      // It may be somebody else's who used this tab before.
      if (error instanceof ApiProblem && error.code === 'number_taken') forgetReservedNumber();
      failedSave.show(error);
    },
  });
  const may = useMay();
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

  const choose = (chosen: Template | null) => {
    // What the template before it filled goes back to what is proposed.
    const proposed = formOfDefaults(current, parentId);
    const before = template === null ? [] : inputsOfTemplate(kind, template, proposed);
    for (const [name] of before) form.setValue(name, valueAt(proposed, name), { shouldDirty: true });
    const filled = chosen === null ? [] : inputsOfTemplate(kind, chosen, proposed);
    for (const [name, value] of filled)
      form.setValue(name, value as ReturnType<typeof valueAt>, { shouldDirty: true, shouldValidate: true });
    setTemplate(chosen);
    draft.keepOn();
  };

  const view: FormView = {
    mode: 'create',
    kind,
    defaults: current,
    openGroups: isFull ? new Set(groupsOf(kind)) : opened,
    openGroup,
    // The one part of a new account that is not its maker's to choose: a template may give it.
    lacks: (name) =>
      permissionToChange(name) === 'money:credit' && !may('money:credit') ? 'money:credit' : null,
    regenerateNumber: () => void number.draw(),
    isNumberLoading: number.isLoading,
  };
  return (
    <FormProvider {...form}>
      <FormViewContext.Provider value={view}>
        <form
          ref={element}
          className="tb-form"
          noValidate
          onSubmit={save}
          onKeyDown={(event) => isSaveKey(event) && save(event)}
        >
          <div className="tb-form-main">
            <div className="tb-form-head">
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
              {templates.length > 0 && (
                <ChooseTemplate templates={templates} chosenId={template?.id ?? null} onChoose={choose} />
              )}
            </div>
            {restored !== null && (
              <p className="tb-field-note">
                {t('form.draftRestored')}{' '}
                <button
                  type="button"
                  className="tb-link"
                  onClick={() => void draft.discard().then(onDiscarded)}
                >
                  {t('drafts.startAnew')}
                </button>
              </p>
            )}
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
              <p className="tb-save-hint" role="status">
                {draft.state !== 'none' && t(`drafts.state.${draft.state}`)}
              </p>
              <Button
                className="tb-as-curl"
                variant="subtle"
                size="compact-sm"
                onClick={() => setSavingTemplate(true)}
              >
                {t('templates.save')}
              </Button>
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
        {isSavingTemplate && (
          <SaveTemplate kind={kind} form={form.getValues()} onClose={() => setSavingTemplate(false)} />
        )}
      </FormViewContext.Provider>
    </FormProvider>
  );
}

function initialForm(
  { kind, parentId, defaults, draft, carried }: Props,
  template: Template | null,
): AccountForm {
  const proposed = formOfDefaults(defaults, parentId);
  const filled = template === null ? proposed : withTemplate(kind, template, proposed);
  // Whoever comes from a reseller's page wants the account there.
  if (parentId !== null) filled.panelAccess.parentId = parentId;
  const begun = draft === null ? filled : withValues(proposed, draft.form);
  const form = carried === null ? begun : withValues(begun, carried);
  form.panelAccess.password = proposePassword(defaults.rules.passwordLengthMin);
  form.panelAccess.pin = kind === 'customer' ? proposePin(defaults.rules.pinLength) : '';
  return form;
}

function valueAt(form: AccountForm, name: FieldName) {
  const [group = '', field = ''] = name.split('.');
  return (form as unknown as Record<string, Record<string, string>>)[group]?.[field] ?? '';
}

function isSaveKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}

type FormApi = ReturnType<typeof useForm<AccountForm>>;

/** Another owner has other rate groups to offer. */
function useDefaultsOfParent(kind: NewKind, control: FormApi['control'], initial: AccountDefaults) {
  const parentId = useWatch({ control, name: 'panelAccess.parentId' });
  const own = useQuery({ ...defaultsQuery(kind, parentId), enabled: parentId !== null });
  return parentId === null ? initial : (own.data ?? initial);
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
