/** A document as it was issued: who, what, taxes, what is open of it, and what stands behind each line. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isZero, moneyText, zoneText } from '../../../ui/format.ts';
import { Fact, Facts } from '../../../ui/panel.tsx';
import type { DocumentBody } from './api.ts';
import { BehindDocument } from './behind-document.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentReminders } from '../dunning/document-reminders.tsx';
import { DocumentLines } from './document-lines.tsx';
import { kindText, periodText, StateTag } from './document-text.tsx';

type Props = Readonly<{
  document: DocumentBody;
  /** Opens another document in its place. */
  onOther: (id: string) => void;
  /** A dialog lies above. */
  onCovered: (isCovered: boolean) => void;
}>;

export function DocumentStory({ document, onOther, onCovered }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const { number, state, open, currency, timezone, customer, issuer } = document;
  const day = (at: string) => dayText(at, timezone, language);
  const issuerDay = (at: string) => dayText(at, document.issuerTimezone, language);
  const money = (amount: string) => moneyText(amount, currency, language);
  const isCustomer = actor?.kind === 'customer';
  return (
    <div className="tb-story">
      <p className="tb-story-head">
        <span>{kindText(document, t)}</span> <span className="tb-mono">{number}</span>{' '}
        <StateTag state={state} />
      </p>
      <DocumentActions document={document} onOther={onOther} onCovered={onCovered} />
      <Facts>
        {!isCustomer && (
          <Fact name={t('billing.account')}>
            {document.accountId === null ? (
              <bdi>{document.accountName}</bdi>
            ) : (
              <Link to="/accounts/$id" params={{ id: document.accountId }} search={{ tab: 'documents' }}>
                <bdi>{document.accountName}</bdi>
              </Link>
            )}{' '}
            <span className="tb-mono">{document.accountNumber}</span>
          </Fact>
        )}
        <Fact name={t('billing.issuer')}>
          <bdi>{issuer.name}</bdi>
        </Fact>
        <Fact name={t('billing.issuedAt')}>{issuerDay(document.issuedAt)}</Fact>
        {document.periodFrom !== null && document.periodTo !== null && (
          <Fact name={t('billing.period')}>
            {periodText({ from: document.periodFrom, to: document.periodTo }, day, t)}
          </Fact>
        )}
        {document.dueAt !== null && <Fact name={t('billing.dueAt')}>{issuerDay(document.dueAt)}</Fact>}
        {open !== null && (
          <Fact name={t('billing.amounts.open')}>
            {isZero(open) ? t(`billing.nothingOpen.${state ?? 'none'}`) : <strong>{money(open)}</strong>}
          </Fact>
        )}
        {customer.reference !== '' && (
          <Fact name={t('billing.reference')}>
            <bdi>{customer.reference}</bdi>
          </Fact>
        )}
        {document.correction !== null && (
          <>
            <Fact name={t('billing.corrects')}>
              <Other id={document.corrects?.id ?? null} onOther={onOther}>
                {document.correction.number}
              </Other>
            </Fact>
            <Fact name={t('billing.reason')}>
              <bdi>{document.correction.reason}</bdi>
            </Fact>
          </>
        )}
        {document.kind === 'invoice' && <DocumentReminders id={document.id} zone={timezone} />}
        {document.creditNotes.length > 0 && (
          <Fact name={t('billing.creditNotes')}>
            <ul className="tb-plain-list">
              {document.creditNotes.map((note) => (
                <li key={note.id}>
                  <Other id={note.id} onOther={onOther}>
                    {note.number}
                  </Other>{' '}
                  {t('billing.takesBack', { amount: money(note.total), date: issuerDay(note.issuedAt) })}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </Facts>
      <p className="tb-field-help">{t('billing.daysIn', { zone: zoneText(timezone, language) })}</p>
      <DocumentLines document={document} />
      {document.note !== '' && (
        <p className="tb-doc-note">
          <bdi>{document.note}</bdi>
        </p>
      )}
      <BehindDocument document={document} />
      <details>
        <summary>{t('billing.printed')}</summary>
        <Facts>
          <Fact name={t('billing.from')}>
            <Lines of={[issuer.name, ...issuer.address, issuer.taxNumber]} />
          </Fact>
          <Fact name={t('billing.to')}>
            <Lines of={[customer.company, customer.name, ...customer.address, customer.taxNumber]} />
          </Fact>
        </Facts>
      </details>
    </div>
  );
}

function Other({
  id,
  onOther,
  children,
}: Readonly<{ id: string | null; onOther: (id: string) => void; children: ReactNode }>) {
  if (id === null) return <span className="tb-mono">{children}</span>;
  return (
    <button type="button" className="tb-link tb-mono" onClick={() => onOther(id)}>
      {children}
    </button>
  );
}

function Lines({ of }: Readonly<{ of: readonly string[] }>) {
  return of
    .filter((line) => line !== '')
    .map((line, place) => (
      // Lines of an address have no other key.
      // oxlint-disable-next-line react/no-array-index-key
      <div key={place}>
        <bdi>{line}</bdi>
      </div>
    ));
}
