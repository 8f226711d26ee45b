/** Documents, as the API tells them. */
import type { z } from 'zod';
import type { DocumentLine, TaxLine } from '../../domain/billing/document.ts';
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import type { DocumentCall, ReadDocument } from '../../operations/billing/read-document.ts';
import type { DocumentTransferRow } from '../../postgres/billing/document-items.ts';
import type { DocumentRow, DocumentTotal } from '../../postgres/billing/list-documents.ts';
import type { document, documentSummary } from '../../schemas/billing/documents.ts';
import { reasonOf, whyOf } from '../ledger/why.ts';

/** One row of the list. `issuerId`: in whose name the reader issues. */
export function summaryBody(row: DocumentRow, issuerId: bigint): z.input<typeof documentSummary> {
  const { openMicros, correctsPublicId, correctsNumber } = row;
  return {
    id: row.publicId,
    kind: row.kind,
    receiptOf: row.receiptOf,
    number: row.number,
    issuerName: row.issuerName,
    isIssuedByYou: row.issuerId === issuerId,
    accountId: row.accountPublicId,
    accountNumber: row.accountNumber,
    accountName: row.accountName,
    reference: row.reference,
    currency: row.currency,
    periodFrom: row.periodFrom?.toISOString() ?? null,
    periodTo: row.periodTo?.toISOString() ?? null,
    issuedAt: row.issuedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    issuerTimezone: row.issuerTimezone,
    net: formatMoney(row.netMicros),
    tax: formatMoney(row.taxMicros),
    total: formatMoney(row.totalMicros),
    state: row.state,
    open: openMicros === null ? null : formatMoney(openMicros),
    corrects:
      correctsPublicId === null || correctsNumber === null
        ? null
        : { id: correctsPublicId, number: correctsNumber },
  };
}

export function totalBody({ kind, receiptOf, currency, count, ...micros }: DocumentTotal) {
  return {
    kind,
    receiptOf,
    currency,
    count,
    net: formatMoney(micros.netMicros),
    tax: formatMoney(micros.taxMicros),
    total: formatMoney(micros.totalMicros),
    open: micros.openMicros === null ? null : formatMoney(micros.openMicros),
  };
}

/** All of one. */
export function documentBody(row: ReadDocument, issuerId: bigint): z.input<typeof document> {
  const { issuer, customer, language, timezone, lines, taxes, note, corrects, balance } = row.content;
  const { logoHash, ...letterhead } = issuer;
  return {
    ...summaryBody(row, issuerId),
    issuer: {
      ...letterhead,
      address: [...issuer.address],
      footer: [...issuer.footer],
      hasLogo: logoHash !== null,
    },
    customer: { ...customer, address: [...customer.address] },
    language,
    timezone,
    lines: lines.map((line, place) => lineBody(line, row.leftMicros?.[place] ?? null)),
    taxes: taxes.map(taxBody),
    note,
    correction: corrects ?? null,
    balance:
      balance === undefined
        ? null
        : {
            before: formatMoney(BigInt(balance.beforeMicros)),
            after: formatMoney(BigInt(balance.afterMicros)),
          },
    items: row.items,
    creditNotes: row.creditNotes.map(({ publicId, number, issuedAt, totalMicros }) => ({
      id: publicId,
      number,
      issuedAt: issuedAt.toISOString(),
      total: formatMoney(totalMicros),
    })),
  };
}

export function callBody({
  accountPublicId,
  chargeMicros,
  talkMs,
  isOwn,
  billedSeconds,
  ...row
}: DocumentCall) {
  return {
    sessionId: row.sessionId,
    accountId: accountPublicId,
    accountNumber: row.accountNumber,
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt.toISOString(),
    direction: row.direction,
    callerNumber: row.callerNumber,
    dialledNumber: row.dialledNumber,
    destinationNumber: row.destinationNumber,
    talkMs: Number(talkMs),
    billedSeconds: isOwn ? billedSeconds : null,
    charge: formatMoney(chargeMicros),
    isLate: row.isLate,
  };
}

export function transferBody(row: DocumentTransferRow & Parameters<typeof whyOf>[0]) {
  return {
    id: row.id,
    at: row.postedAt.toISOString(),
    kind: row.kind,
    amount: formatMoney(row.signedMicros),
    why: whyOf(row),
    reason: reasonOf(row),
    sessionId: row.sessionId,
  };
}

function lineBody({ amountMicros, unitMicros, calls, ...line }: DocumentLine, leftMicros: bigint | null) {
  return {
    kind: line.kind,
    text: line.text,
    method: line.method ?? null,
    counterparty: line.counterparty ?? null,
    exchange:
      line.exchange === undefined
        ? null
        : {
            amount: formatMoney(BigInt(line.exchange.amountMicros)),
            currency: line.exchange.currency,
            rate: line.exchange.rate,
            rateFrom: line.exchange.rateFrom,
          },
    postedAt: line.postedAt ?? null,
    calls: calls === undefined ? null : { ...calls, prefixes: [...calls.prefixes] },
    product: line.product ?? null,
    correctsLine: line.correctsLine ?? null,
    quantity: line.quantity ?? null,
    unitPrice: unitMicros === undefined ? null : formatMoney(BigInt(unitMicros)),
    amount: formatMoney(BigInt(amountMicros)),
    left: leftMicros === null ? null : formatMoney(leftMicros),
  };
}

function taxBody({ ratePpm, baseMicros, amountMicros, ...tax }: TaxLine) {
  return {
    ...tax,
    percent: formatDecimal(BigInt(ratePpm), 4),
    base: formatMoney(BigInt(baseMicros)),
    amount: formatMoney(BigInt(amountMicros)),
  };
}
