import { useTranslation } from 'react-i18next';

type Props = Readonly<{
  name: string;
  address: readonly string[];
  taxNumber: string;
  footer: readonly string[];
  logoUrl: string | null;
}>;

/** A sheet of paper with the head and the foot of a document; white in the dark, too. */
export function LetterheadPreview({ name, address, taxNumber, footer, logoUrl }: Props) {
  const { t } = useTranslation();
  return (
    <figure className="tb-paper" aria-label={t('letterhead.preview')}>
      <div className="tb-paper-head">
        <div>{logoUrl !== null && <img src={logoUrl} alt="" />}</div>
        <div className="tb-paper-issuer">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <Lines of={address} />
          {taxNumber !== '' && (
            <span>
              {t('letterhead.field.taxNumber.label')} <bdi>{taxNumber}</bdi>
            </span>
          )}
        </div>
      </div>
      <p className="tb-paper-body">{t('letterhead.sample')}</p>
      <figcaption className="tb-paper-foot">
        <Lines of={footer} />
      </figcaption>
    </figure>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return of.map((line, index) => (
    <span key={`${index} ${line}`}>
      <bdi>{line}</bdi>
    </span>
  ));
}
