/** How many rows a list has, told also to whoever does not see it. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTranslation } from 'react-i18next';
import type { rowCount } from '../../src/schemas/common.ts';
import { get } from '../api/client.ts';
import { useLanguage } from '../app/use-language.ts';

/** What is counted: `GET <path>/count`, asked again when something of the area changed. */
export type Counted = Readonly<{
  area: 'accounts' | 'audit' | 'dids' | 'documents' | 'rate-groups';
  path: string;
  query: Readonly<Record<string, string | undefined>>;
}>;

type Props = Readonly<{
  /** Where its texts stand: counted, countedMore. */
  words: string;
  list: Pick<UseQueryResult<{ nextCursor: string | null }>, 'data' | 'isSuccess' | 'isPlaceholderData'>;
  /** The rows that are shown. */
  shown: number;
  cursor: string | undefined;
  /** Asked once the rows are there, and not at all when they are all on one page. */
  ask: Counted;
}>;

export function RowCount({ words, list, shown, cursor, ask }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isReady = list.isSuccess && !list.isPlaceholderData;
  const isWhole = cursor === undefined && list.data?.nextCursor === null;
  const { area, path, query } = ask;
  const counted = useQuery({
    queryKey: [area, 'count', path, query],
    queryFn: ({ signal }) => get<z.output<typeof rowCount>>(`${path}/count`, { query, signal }),
    enabled: isReady && !isWhole,
  });
  const { count = 0, isMore = false } = isWhole ? { count: shown } : (counted.data ?? {});
  // Of those that were looked at fewer may match than a page shows: it looks on until it is full.
  const known = isMore ? Math.max(count, shown) : count;
  return (
    <p className="tb-list-count" aria-live="polite">
      {isReady &&
        // An empty list says so itself.
        known > 0 &&
        t(`${words}.${isMore ? 'countedMore' : 'counted'}`, {
          count: known,
          rows: new Intl.NumberFormat(language).format(known),
        })}
    </p>
  );
}
