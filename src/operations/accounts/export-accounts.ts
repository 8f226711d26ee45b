/** Exports the list of accounts as it is shown: same filters, same order, all of its pages. */
import { billingDayOfStored } from '../../domain/accounts/billing-rules.ts';
import { cellOfNames } from '../../domain/accounts/cell-text.ts';
import {
  hasColumn,
  TIME_COLUMNS,
  titleOfColumn,
  type ExportColumn,
} from '../../domain/accounts/export-columns.ts';
import { limitOfStored } from '../../domain/accounts/limits.ts';
import { formatDecimal, formatMoney, formatRate } from '../../domain/money.ts';
import {
  listAccounts,
  type AccountFilter,
  type AccountSummaryRow,
} from '../../postgres/accounts/list-accounts.ts';
import { loadManyAccounts, type AccountDetailsRow } from '../../postgres/accounts/load-many-accounts.ts';
import type { Db } from '../../postgres/pool.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { clockOf, exactClockOf } from '../sheets/clock.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';

/** Accounts read at once: the export of a million holds no more than these in memory. */
const PAGE = 500;

export type ExportOptions = Readonly<{
  format: 'csv' | 'xlsx' | 'jsonl';
  columns: readonly ExportColumn[];
  /** IANA name of the zone that times are written in. */
  timezone: string;
  /** An account that is not in the file, such as the reader's own; null = none. */
  leftOutId: bigint | null;
}>;

/** The file in pieces, read as they are taken. */
export function exportAccounts(
  db: Db,
  filter: Omit<AccountFilter, 'cursor' | 'limit'>,
  options: ExportOptions,
  onRows: OnRows,
): AsyncGenerator<string | Uint8Array> {
  const { format, columns } = options;
  const pages = counted(readPages(db, filter, options), onRows);
  if (format === 'jsonl') return writeLines(columns, pages);
  const titles = columns.map((column) =>
    TIME_COLUMNS.has(column) ? `${titleOfColumn(column)} (${options.timezone})` : titleOfColumn(column),
  );
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

async function* readPages(
  db: Db,
  filter: Omit<AccountFilter, 'cursor' | 'limit'>,
  { columns, timezone, leftOutId }: ExportOptions,
): AsyncGenerator<Cell[][]> {
  const clocks = { clock: clockOf(timezone), exactClock: exactClockOf(timezone) };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listAccounts(db, { ...filter, cursor, limit: PAGE });
    const details = await loadManyAccounts(
      db,
      page.rows.map(({ id }) => id),
    );
    yield page.rows.flatMap((row) => {
      const more = details.get(row.id);
      return more === undefined || row.id === leftOutId
        ? []
        : [
            columns.map((column) =>
              hasColumn(row.kind, column) ? READERS[column](row, more, clocks) : null,
            ),
          ];
    });
    cursor = page.nextCursor;
  }
}

/** JSON lines: texts as they are, numbers as exact decimal strings like everywhere in the API. */
async function* writeLines(
  columns: readonly ExportColumn[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  for await (const rows of pages) {
    const lines = rows.map((cells) => {
      const entries = columns.map((column, index) => {
        const cell = cells[index] ?? null;
        return [column, cell !== null && typeof cell === 'object' ? cell.number : cell];
      });
      return `${JSON.stringify(Object.fromEntries(entries))}\n`;
    });
    yield lines.join('');
  }
}

type Clock = (time: Date) => string;
/** What comes back by an import is written exactly. */
type Clocks = Readonly<{ clock: Clock; exactClock: Clock }>;
type Reader = (row: AccountSummaryRow, more: AccountDetailsRow, clocks: Clocks) => Cell;

const READERS: Readonly<Record<ExportColumn, Reader>> = {
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
  displayName: ({ displayName }) => displayName,
  parentName: ({ parentName }) => parentName,
  balance: ({ balanceMicros }) => amount(balanceMicros),
  held: (_row, { heldMicros }) => amount(heldMicros),
  available: ({ availableMicros }) => amount(availableMicros),
  createdAt: ({ createdAt }, _more, { clock }) => clock(createdAt),
  firstUsedAt: ({ firstUsedAt }, _more, { clock }) => (firstUsedAt === null ? null : clock(firstUsedAt)),
  'panelAccess.number': ({ number }) => number,
  'panelAccess.parentNumber': ({ parentNumber }) => parentNumber,
  'panelAccess.email': ({ email }) => email,
  'panelAccess.role': (_row, { roleName }) => roleName,
  'profile.firstName': (_row, { firstName }) => firstName,
  'profile.lastName': (_row, { lastName }) => lastName,
  'profile.company': (_row, { company }) => company,
  'profile.phone': (_row, { phone }) => phone,
  'profile.notificationEmails': (_row, { notificationEmails }) => notificationEmails.join(' '),
  'profile.address1': (_row, { address1 }) => address1,
  'profile.address2': (_row, { address2 }) => address2,
  'profile.city': (_row, { city }) => city,
  'profile.province': (_row, { province }) => province,
  'profile.zip': (_row, { zip }) => zip,
  'profile.country': (_row, { country }) => country,
  'profile.timezone': (_row, { timezone }) => timezone,
  'profile.language': (_row, { language }) => language,
  'profile.currency': ({ currency }) => currency,
  'settings.concurrentCalls': (_row, { concurrentCallsMax }) => limit(concurrentCallsMax),
  'settings.cps': (_row, { cpsMax }) => limit(cpsMax),
  'settings.localization': (_row, { localizationName }) => localizationName,
  'settings.allowLocalCalls': (_row, { allowLocalCalls }) => yesNo(allowLocalCalls),
  'settings.localCallRate': (_row, more) => ({ number: formatRate(more.localCallRateNanos) }),
  'settings.notifications': (_row, { notifications }) => yesNo(notifications),
  'settings.paymentGatewayPermission': (_row, more) => yesNo(more.paymentGatewayPermission),
  'settings.validDays': (_row, { validDays }) => (validDays === null ? null : { number: String(validDays) }),
  'billing.accountType': (_row, { accountType }) => accountType,
  'billing.creditLimit': (_row, { creditLimitMicros }) => amount(creditLimitMicros),
  'billing.rateGroup': (_row, { rateGroupName }) => rateGroupName,
  'billing.cliPool': (_row, { cliPool }) => cliPool,
  'billing.nonCliRateGroup': (_row, { nonCliRateGroupName }) => nonCliRateGroupName,
  'billing.schedule': (_row, { billingSchedule }) => billingSchedule,
  'billing.billingDay': (_row, { billingSchedule, billingDay }) => {
    const day = billingDayOfStored(billingSchedule, billingDay);
    return typeof day === 'number' ? { number: String(day) } : day;
  },
  'billing.taxes': (_row, { taxNames }) => cellOfNames(taxNames),
  'billing.taxNumber': (_row, { taxNumber }) => taxNumber,
  'billing.generateInvoice': (_row, { generateInvoice }) => yesNo(generateInvoice),
  'billing.invoiceNote': (_row, { invoiceNote }) => invoiceNote,
  'billing.reference': ({ reference }) => reference,
  'resellerTerms.type': (_row, { resellerType }) => resellerType,
  'resellerTerms.commissionPercent': (_row, { commissionPpm }) =>
    commissionPpm === null ? null : { number: formatDecimal(BigInt(commissionPpm), 4) },
  'resellerTerms.invoiceDueDays': (_row, { invoiceDueDays }) =>
    invoiceDueDays === null ? null : { number: String(invoiceDueDays) },
  'resellerTerms.useOwnLetterhead': (_row, { resellerType, ownLetterhead }) =>
    resellerType === null ? null : yesNo(ownLetterhead),
  'controls.validUntil': (_row, { validUntil }, { exactClock }) =>
    validUntil === null ? null : exactClock(validUntil),
  'controls.forcedCallerId': (_row, { forcedCallerId }) => forcedCallerId,
  'controls.alertThreshold': (_row, { alertThresholdMicros }) => amount(alertThresholdMicros),
};

function amount(micros: bigint | null): Cell {
  return micros === null ? null : { number: formatMoney(micros) };
}

function limit(stored: number | null): Cell {
  const value = limitOfStored(stored);
  return typeof value === 'number' ? { number: String(value) } : value;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
