/** The bytes of documents: written once, the same for ever, whoever asks and whatever changes. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createRendering } from '../../src/operations/billing/render-documents.ts';
import { fileOf } from '../../src/operations/billing/document-file.ts';
import type { DocumentRenderer } from '../../src/operations/ports.ts';
import { createServer, customer, key, type Json } from '../http/support.ts';

const server = await createServer();
const { owner, database, now } = server;
const { pool } = database;

async function open(): Promise<Json> {
  return (await owner.post('/api/v1/accounts', customer(), key())).body.account;
}
async function receiptOf(accountId: string): Promise<Readonly<{ id: string; number: string }>> {
  const body = { amount: '10', method: 'cash' };
  return (await owner.post(`/api/v1/accounts/${accountId}/payments`, body, key())).body.receipt;
}
const pdf = async (id: string, headers: Record<string, string> = {}) => {
  const path = `/api/v1/documents/${id}/pdf`;
  const response = await server.app.inject({
    url: path,
    headers: { ...headers, authorization: `Bearer ${apiKey}` },
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    bytes: response.rawPayload,
    hash: createHash('sha256').update(response.rawPayload).digest('hex'),
  };
};
const apiKey = (await owner.post('/api/v1/api-keys', { name: 'pdf' })).body.key;
const idOf = async (publicId: string): Promise<bigint> =>
  (await pool.query('select id from documents where public_id = $1', [publicId])).rows[0].id;

/** Each time other bytes, as if the program had changed. */
function drifting(): DocumentRenderer & { readonly times: () => number } {
  let times = 0;
  return {
    times: () => times,
    render: async () => {
      times += 1;
      return Buffer.from(`%PDF ${times}`);
    },
  };
}

test('what was served once is served for ever, whatever becomes of the account and its issuer', async () => {
  const account = await open();
  const receipt = await receiptOf(account.id);
  const first = await pdf(receipt.id);
  expect(first.status).toBe(200);
  expect(first.bytes.toString('latin1', 0, 5)).toBe('%PDF-');
  expect(first.headers).toMatchObject({
    'content-type': 'application/pdf',
    etag: `"${first.hash}"`,
    'cache-control': 'private, max-age=31536000, immutable',
  });
  expect(first.headers['content-disposition']).toContain(`filename="${receipt.number}.pdf"`);
  await owner.patch(`/api/v1/accounts/${account.id}`, { profile: { firstName: 'Changed', language: 'ar' } });
  await owner.put('/api/v1/settings/letterhead', { name: 'Another name' });
  expect((await pdf(receipt.id)).hash).toBe(first.hash);
  expect((await pdf(receipt.id, { 'if-none-match': `"${first.hash}"` })).status).toBe(304);
  await expect(pool.query("update document_files set pdf = 'x'")).rejects.toThrow('append-only');
  await expect(pool.query('delete from document_files')).rejects.toThrow('append-only');
});

test('two who ask at once get the same bytes, also when both write it', async () => {
  const { id } = await receiptOf((await open()).id);
  const documentId = await idOf(id);
  let isOpen: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  let waiting = 0;
  const renderer: DocumentRenderer = {
    render: async () => {
      waiting += 1;
      const mine = waiting;
      if (waiting === 2) isOpen();
      await both;
      return Buffer.from(`%PDF ${mine}`);
    },
  };
  const files = await Promise.all([1, 2].map(() => fileOf({ pool, now, renderer }, documentId)));
  expect(waiting).toBe(2);
  expect(files[0]!.sha256).toBe(files[1]!.sha256);
  expect(Buffer.compare(files[0]!.pdf, files[1]!.pdf)).toBe(0);
  expect((await pdf(id)).hash).toBe(files[0]!.sha256);
});

test('what nobody asked for is written a little later, the oldest first, each once; one that cannot be is told and passed over', async () => {
  const { id: accountId } = await open();
  for (let n = 0; n < 25; n++) await receiptOf(accountId);
  const left = async (): Promise<bigint[]> =>
    (
      await pool.query(
        'select id from documents d where not exists (select 1 from document_files f where f.document_id = d.id) order by 1',
      )
    ).rows.map((row) => row.id);
  const due = await left();
  expect(due.length).toBeGreaterThanOrEqual(25);
  const [broken] = due;
  const told: bigint[] = [];
  const good = drifting();
  const renderer: DocumentRenderer = {
    render: async (...asked) => {
      const bytes = await good.render(...asked);
      if (good.times() === 1) throw new Error('broken');
      return bytes;
    },
  };
  const { renderAll } = createRendering({ pool, now, renderer }, (_error, id) => told.push(id));
  // Killed in between: what was written stays, and the next one goes on.
  let asked = 0;
  await renderAll(() => (asked += 1) > 10);
  expect((await left()).length).toBeGreaterThan(10);
  await renderAll();
  expect(told).toEqual([broken]);
  expect(await left()).toEqual([broken]);
  expect(good.times()).toBe(due.length);
  server.advance(3_600_000);
  expect(await renderAll()).toBe(0);
  await createRendering({ pool, now, renderer: good }, (error) => {
    throw error;
  }).renderAll();
  expect(await left()).toEqual([]);
});

test('the PDFs of a list come as one ZIP, named by their numbers, and the timeline says who took them', async () => {
  const { id } = await open();
  const receipts = [await receiptOf(id), await receiptOf(id)];
  const url = `/api/v1/documents/download?accountId=${id}`;
  const { rawPayload, statusCode } = await server.app.inject({
    url,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(statusCode).toBe(200);
  const files = unzipSync(rawPayload);
  expect(Object.keys(files)).toEqual(receipts.map(({ number }) => `${number}.pdf`).toReversed());
  for (const { id: documentId, number } of receipts)
    expect(Buffer.compare((await pdf(documentId)).bytes, files[`${number}.pdf`]!)).toBe(0);
  const none = await server.app.inject({
    url: `${url}&kind=invoice`,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(Object.keys(unzipSync(none.rawPayload))).toEqual([]);
  const { rows } = await pool.query(
    "select changes from audit_events where action = 'export.taken' order by id desc limit 2",
  );
  expect(JSON.stringify(rows[1].changes)).toContain('documents');
});
