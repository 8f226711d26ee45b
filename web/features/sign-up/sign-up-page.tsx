import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { COUNTRIES, TIMEZONES } from '../../../src/domain/accounts/places.ts';
import { FALLBACK_LANGUAGE, LANGUAGES } from '../../../src/domain/languages.ts';
import type { signUpPage } from '../../../src/schemas/accounts/sign-up.ts';
import { get, post } from '../../api/client.ts';
import { Preferences } from '../../app/preferences.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { Brand, BrandMark } from '../../ui/brand.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countryOptions, zonesOfCountry } from '../../ui/places.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RecordFields } from '../../ui/record/record-fields.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm, type RecordForm } from '../../ui/record/use-record-form.ts';

type Page = z.output<typeof signUpPage>;

/** Where somebody opens an account below the owner of the link, or of the host name. */
export function SignUpPage() {
  const { t } = useTranslation();
  const { page } = useSearch({ from: '/sign-up' });
  const [sentTo, setSentTo] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['sign-up', page ?? ''],
    queryFn: ({ signal }) => get<Page>('/sign-up', { query: { page }, signal, renewsSession: false }),
    // What is typed must not be lost to a new answer.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <div className="tb-gate">
      <main className="tb-gate-card" data-wide={sentTo === null && found.isSuccess}>
        {found.isError ? <Brand /> : <BrandMark brand={found.data?.brand} />}
        {sentTo !== null ? (
          <Sent to={sentTo} page={found.data} onAgain={() => setSentTo(null)} />
        ) : (
          <>
            <h1>
              {found.data === undefined
                ? t('signUp.title')
                : t('signUp.titleAt', { provider: found.data.provider })}
            </h1>
            {found.isError && <ProblemAlert error={found.error} />}
            {found.isPending && <Loading height={320} />}
            {found.data !== undefined && <Form page={found.data} name={page} onSent={setSentTo} />}
            <Text size="sm" mt="md">
              {t('signUp.known')} <Link to="/sign-in">{t('signIn.submit')}</Link>
            </Text>
          </>
        )}
      </main>
      <Preferences />
    </div>
  );
}

function Form({
  page,
  name,
  onSent,
}: Readonly<{ page: Page; name: string | undefined; onSent: (email: string) => void }>) {
  const { t, i18n } = useTranslation();
  const fields = useFields(page);
  const [record] = useState(() => ({ country: page.country, timezone: ownZone() ?? page.timezone }));
  const form = useRecordForm({
    fields,
    words: 'signUp.field',
    record,
    zone: 'UTC',
    schema: async () => (await import('../../../src/schemas/accounts/sign-up.ts')).signUp,
    save: async (body) => {
      const language = LANGUAGES.find((each) => each === i18n.language) ?? FALLBACK_LANGUAGE;
      await post('/sign-up', { ...body, page: name, language }, { renewsSession: false });
      return String(body.email);
    },
    onSaved: onSent,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <Stack gap="md">
        {form.problem !== null && <ProblemAlert error={form.problem} />}
        <RecordFields
          form={withZoneOfCountry(form)}
          below={({ name: field }) =>
            field === 'acceptsTerms' && (
              <a className="tb-field-help" href={page.termsUrl} target="_blank" rel="noopener noreferrer">
                {t('signUp.readTerms')}
              </a>
            )
          }
        />
        <Button type="submit" loading={form.isSaving} fullWidth>
          {t('signUp.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function useFields({ termsUrl }: Page): readonly RecordField[] {
  const language = useLanguage();
  return useMemo(
    (): readonly RecordField[] => [
      { name: 'firstName', input: 'text', isRequired: true, autoComplete: 'given-name' },
      { name: 'lastName', input: 'text', autoComplete: 'family-name' },
      { name: 'company', input: 'text', autoComplete: 'organization' },
      { name: 'phone', input: 'text', inputMode: 'tel', autoComplete: 'tel' },
      {
        name: 'country',
        input: 'choice',
        isRequired: true,
        options: countryOptions(COUNTRIES, language),
      },
      {
        name: 'timezone',
        input: 'choice',
        isRequired: true,
        options: TIMEZONES.map((value) => ({ value, label: value })),
      },
      { name: 'email', input: 'text', isRequired: true, inputMode: 'email', autoComplete: 'email' },
      { name: 'password', input: 'secret', isRequired: true },
      ...(termsUrl === '' ? [] : [{ name: 'acceptsTerms', input: 'check', isWide: true } as const]),
    ],
    [language, termsUrl],
  );
}

/** Another country has other zones; one that fits stays. */
function withZoneOfCountry(form: RecordForm): RecordForm {
  const set: RecordForm['set'] = (name, value) => {
    form.set(name, value);
    const zones =
      name === 'country' && typeof value === 'string' && value !== '' ? zonesOfCountry(value) : [];
    const [first] = zones.filter((zone) => TIMEZONES.includes(zone));
    if (first !== undefined && !zones.includes(String(form.values.timezone))) form.set('timezone', first);
  };
  return { ...form, set };
}

function ownZone(): string | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return TIMEZONES.find((zone) => zone === timeZone);
}

/** Where no mail goes out, whoever has the page hands the link over. */
function Sent({ to, page, onAgain }: Readonly<{ to: string; page: Page | undefined; onAgain: () => void }>) {
  const { t } = useTranslation();
  const isSent = page?.sendsMail !== false;
  return (
    <>
      <h1>{t(isSent ? 'signUp.sentTitle' : 'signUp.keptTitle')}</h1>
      <Stack gap="md">
        <p className="tb-summary-note" data-tone={isSent ? 'good' : 'warn'} role="status">
          <Icon name={isSent ? 'check' : 'warning'} size={16} />{' '}
          <span>{isSent ? t('signUp.sent', { to }) : t('signUp.kept', { to, provider: page.provider })}</span>
        </p>
        <Text size="sm">{t(isSent ? 'signUp.sentHelp' : 'signUp.keptHelp')}</Text>
        <Button variant="default" onClick={onAgain} fullWidth>
          {t('signUp.again')}
        </Button>
      </Stack>
    </>
  );
}
