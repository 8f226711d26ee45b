/** The first and the last day of what is shown; an emptied one is open. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Bounds = Readonly<{ from?: string | undefined; to?: string | undefined }>;
type Props = Readonly<{ bounds: Bounds; onChange: (change: Bounds) => void }>;

export function DayBounds({ bounds, onChange }: Props) {
  const { t } = useTranslation();
  return (['from', 'to'] as const).map((bound) => (
    <TextInput
      key={bound}
      type="date"
      size="xs"
      label={t(`statement.${bound}`)}
      value={bounds[bound]?.slice(0, 10) ?? ''}
      onChange={(event) => onChange({ [bound]: event.currentTarget.value })}
    />
  ));
}
