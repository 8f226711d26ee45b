/** A reason of a refusal is the same thing in the panel, the API, over SIP, in records and in the documents. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  HELPS,
  isToldWhatFailed,
  REASON_CODES,
  REASONS,
  reasonText,
} from '../src/domain/charging/reasons.ts';
import { ar } from '../web/locales/ar.ts';
import { de } from '../web/locales/de.ts';
import { en } from '../web/locales/en.ts';
import { PARTS } from '../web/locales/parts.ts';
import { createServer, type Json } from './http/support.ts';

const { anonymous, database } = await createServer();

test('the panel says every reason in every language, its remedy and its help, and no other', async () => {
  const { en: english, de: german, ar: arabic } = PARTS.remarks;
  for (const [texts, part] of [
    [en, await english()],
    [de, await german()],
    [ar, await arabic()],
  ] as Json[]) {
    expect(Object.keys(texts.remark.reason).toSorted()).toEqual(REASON_CODES.toSorted());
    expect(Object.keys(texts.remark.failed).toSorted()).toEqual(REASON_CODES.toSorted());
    expect(Object.keys(part.remark.remedy).toSorted()).toEqual(REASON_CODES.toSorted());
    expect(Object.keys(part.remark.help).toSorted()).toEqual(Object.keys(HELPS).toSorted());
  }
});

test('no two reasons are the same to staff, in no language, and customers are told of none what only staff may know', () => {
  for (const { remark } of [en, de, ar] as Json[]) {
    const told = Object.values<string>(remark.failed);
    expect(new Set(told).size).toBe(told.length);
  }
  for (const reason of REASON_CODES) {
    expect(reasonText(reason, 'customer')).toBe(REASONS[reason].sentence);
    expect(reasonText(reason, 'staff')).toBe(REASONS[reason].staff);
  }
  // Nothing of trunks, of exchange rates, or of what stands in for a lack above it.
  expect(REASON_CODES.filter((reason) => !isToldWhatFailed(reason, 'reseller'))).toEqual([
    'reseller_suspended',
    'no_exchange_rate',
    'no_emergency_route',
    'no_route',
    'no_profitable_route',
    'trunks_full',
  ]);
});

test('the OpenAPI file has each of them wherever there is a reason of a refusal', async () => {
  const { paths, components } = (await anonymous.get('/api/v1/openapi.json')).body as Json;
  const enumOf = ({ enum: values, anyOf = [] }: Json) =>
    values ?? anyOf.find((each: Json) => each.enum)?.enum;
  const { CallSummary, Call, SimulatedCall, Remark } = components.schemas;
  for (const schema of [CallSummary, Call, SimulatedCall])
    expect(enumOf(schema.properties.reason)).toEqual(REASON_CODES);
  const remarks: readonly string[] = Remark.properties.code.enum;
  const said = (kind: string) =>
    remarks.filter((code) => code.startsWith(`${kind}.`)).map((code) => code.slice(kind.length + 1));
  expect(said('reason')).toEqual(REASON_CODES);
  expect(said('remedy')).toEqual(REASON_CODES);
  expect(said('failed')).toEqual(REASON_CODES);
  for (const path of ['/api/v1/calls', '/api/v1/calls/totals', '/api/v1/calls/export']) {
    const asked = paths[path].get.parameters.find(({ name }: Json) => name === 'reason');
    expect(enumOf(asked.schema), path).toEqual([...REASON_CODES, 'none']);
  }
});

test('records take each of them, and no other', async () => {
  const { rows } = await database.pool.query<{ of: string; says: string }>(
    `select conrelid::regclass::text as of, pg_get_constraintdef(oid) as says from pg_constraint
     where conname = 'reason_is_known' and conparentid = 0 order by 1`,
  );
  expect(rows.map(({ of }) => of).filter((name) => !name.startsWith('cdrs_'))).toEqual([
    'cdrs',
    'folded_refusals',
  ]);
  for (const { of, says } of rows)
    expect(
      Array.from(says.matchAll(/'(\w+)'::text/g), ([, reason]) => reason),
      of,
    ).toEqual(REASON_CODES);
});

test('docs/switch-contract.md lists each as the registry has it, in its order', () => {
  const rows = Array.from(
    readFileSync('docs/switch-contract.md', 'utf8').matchAll(
      /^\| `(\w+)` \| (\d{3}) \| ([^|]+) \| (\d+) \| ([^|]+) \|$/gm,
    ),
    ([, code, status, phrase, cause, sentence]) => [code, Number(status), phrase, Number(cause), sentence],
  );
  expect(rows).toEqual(
    Object.entries(REASONS).map(([code, { sipStatus, sipReason, q850Cause, sentence }]) => [
      code,
      sipStatus,
      sipReason,
      q850Cause,
      sentence,
    ]),
  );
});
