import { Button, Checkbox, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { AskBeforeLeaving } from '../../../ui/record/ask-before-leaving.tsx';
import { toast } from '../../../ui/toast.ts';
import { defaultsQuery, type Account, type AccountDefaults } from '../api.ts';
import { BillingFacts } from '../form/billing-facts.tsx';
import { ErrorSummary } from '../form/error-summary.tsx';
import { groupsOf } from '../form/fields.ts';
import { FormViewContext, type FormView } from '../form/form-view.ts';
import { formOfAccount, type AccountForm } from '../form/form-values.ts';
import { GroupFields } from '../form/group-fields.tsx';
import { useFailedSave } from '../form/use-failed-save.ts';
import { resolverFor } from '../form/validation.ts';
import type { NewKind } from '../search.ts';
import { changesOf } from './changes.ts';
import { useLacking } from './use-lacking.ts';

type Props = Readonly<{ account: Account; kind: NewKind; onDone: () => void }>;

export function EditForm(props: Props) {
  const { account, kind } = props;
  const defaults = useQuery(defaultsQuery(kind, account.panelAccess.parentId));
  if (defaults.isError)
    return <ProblemAlert error={defaults.error} onRetry={() => void defaults.refetch()} />;
  if (defaults.data === undefined) return <Loading height={320} />;
  return <LoadedEditForm {...props} defaults={defaults.data} />;
}

/** The same groups as for a new account; only what was changed is sent. */
function LoadedEditForm({ account, kind, onDone, defaults }: Props & { defaults: AccountDefaults }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const start = useMemo(() => formOfAccount(account), [account]);
  const form = useForm<AccountForm>({
    defaultValues: start,
    mode: 'onBlur',
    reValidateMode: 'onBlur',
    shouldFocusError: false,
    resolver: useMemo(
      () =>
        resolverFor(
          async (values) =>
            (await import('../form/rules.ts')).mistakesOfChange(changesOf(kind, start, values)),
          kind,
        ),
      [kind, start],
    ),
  });
  const isNewPassword = useWatch({ control: form.control, name: 'panelAccess.password' }) !== '';
  const [isRevoking, setRevoking] = useState(false);
  const failedSave = useFailedSave({ form, kind, openGroup: () => {} });
  const saving = useWrite({
    mutationFn: (values: AccountForm) =>
      patch<Account>(
        `/accounts/${account.id}`,
        isNewPassword && isRevoking
          ? withoutKeys(changesOf(kind, start, values))
          : changesOf(kind, start, values),
      ),
    onSuccess: async (changed) => {
      queryClient.setQueryData(['accounts', 'one', account.id], changed);
      toast(t('account.saved'));
      onDone();
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
    onError: failedSave.show,
  });
  const save = form.handleSubmit((values) => {
    failedSave.clear();
    if (!saving.isPending) saving.mutate(values);
  }, failedSave.showInvalid);
  const groups = groupsOf(kind);
  const lacks = useLacking(account);
  const view: FormView = {
    mode: 'edit',
    kind,
    defaults,
    ownRole: roleOf(account),
    openGroups: new Set(groups),
    openGroup: () => {},
    lacks,
    regenerateNumber: null,
    isNumberLoading: false,
  };
  return (
    <FormProvider {...form}>
      <FormViewContext.Provider value={view}>
        <form
          noValidate
          onSubmit={(event) => void save(event)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        >
          <AskBeforeLeaving
            isUnsaved={() => Object.keys(changesOf(kind, start, form.getValues())).length > 0}
          />
          {lacks('profile.firstName') !== null && (
            <p className="tb-field-note">{t('field.lacks.accountsEdit')}</p>
          )}
          <ErrorSummary errors={failedSave.errors} onGo={failedSave.goTo} />
          <GroupFields groups={groups} />
          {groups.includes('billing') && (
            <Panel title={t('field.facts.title')}>
              <Facts>
                <BillingFacts isNew={false} />
              </Facts>
            </Panel>
          )}
          <Group className="tb-sticky-save">
            <Button type="submit" loading={saving.isPending}>
              {t('account.save')}
            </Button>
            <Button variant="default" onClick={onDone}>
              {t('common.cancel')}
            </Button>
            {isNewPassword && (
              <Checkbox
                label={t('field.panelAccess.revokeApiKeys.label')}
                description={t('field.panelAccess.revokeApiKeys.help')}
                checked={isRevoking}
                onChange={(event) => setRevoking(event.currentTarget.checked)}
              />
            )}
          </Group>
        </form>
      </FormViewContext.Provider>
    </FormProvider>
  );
}

function withoutKeys(changes: ReturnType<typeof changesOf>): ReturnType<typeof changesOf> {
  return { ...changes, panelAccess: { ...changes.panelAccess, revokeApiKeys: true } };
}

function roleOf({ panelAccess: { roleId, roleName } }: Account) {
  return roleId === null || roleName === null ? undefined : { id: roleId, name: roleName };
}
