/** The codes of a batch as a sheet, for whoever prints them: those that may still be redeemed. */
import { printedCode } from '../../domain/coupons/coupon.ts';
import { formatMoney } from '../../domain/money.ts';
import { readSealed, type BatchRow } from '../../postgres/coupons/coupons.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';
import { openCode } from './coupon-codes.ts';

const PAGE = 500;
const TITLES = ['Number', 'Code', 'Amount', 'Currency', 'Valid from', 'Valid to', 'Batch'];

/** The file in pieces, read as they are taken. The batch is one that whoever asks was found to own. */
export function exportCoupons(
  { reads, masterKey }: Readonly<{ reads: Db; masterKey: Uint8Array }>,
  batch: BatchRow,
  { format, onRows }: Readonly<{ format: 'csv' | 'xlsx'; onRows: OnRows }>,
): AsyncGenerator<string | Uint8Array> {
  const pages = counted(readPages(reads, masterKey, batch), onRows);
  return format === 'csv' ? writeCsv(TITLES, pages) : writeXlsx(TITLES, pages);
}

async function* readPages(db: Db, masterKey: Uint8Array, batch: BatchRow): AsyncGenerator<Cell[][]> {
  const { id, name, prefix, amountMicros, currency, validFrom, validTo } = batch;
  for (let after = 0; ; ) {
    // Requests read no sealed codes: they are behind the wall.
    const rows = await inFrontOfWall(() => readSealed(db, id, { after, limit: PAGE }));
    yield rows.map(({ position, sealedCode }) => [
      { number: String(position) },
      printedCode(prefix, openCode(masterKey, sealedCode)),
      { number: formatMoney(amountMicros) },
      currency,
      validFrom.toISOString(),
      validTo?.toISOString() ?? null,
      name,
    ]);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.position;
  }
}
