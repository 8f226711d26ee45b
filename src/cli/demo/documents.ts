/** What the calls come to on paper: an invoice for the reseller, and a customer's receipts. */
import { known } from '../../domain/assert.ts';
import type { Api } from './api.ts';
import type { DemoWorld } from './world.ts';

export type DemoDocument = Readonly<{
  title: string;
  kind: string;
  number: string;
  total: string;
  tax: string;
  calls: number;
  /** Of the account now, and before it was billed. */
  balance: string;
  balanceBefore: string;
}>;

/** Bills the reseller and Ada before their billing day, and reads Ada's receipt of the first payment. */
export async function billNow({
  operator,
  reseller,
  customers,
}: DemoWorld): Promise<readonly DemoDocument[]> {
  const { ada } = customers;
  const [receipt] = (await reseller.api.get(`/documents?accountId=${ada.id}&kind=receipt`)).items;
  const before = {
    ada: await balanceOf(reseller.api, ada.id),
    reseller: await balanceOf(operator, reseller.id),
  };
  const usage = await billed(reseller.api, ada.id);
  const invoice = await billed(operator, reseller.id);
  return [
    await read(reseller.api, receipt.id, `Receipt of ${ada.fullName}`, ada.id, before.ada),
    await read(reseller.api, usage, `Usage receipt of ${ada.fullName}`, ada.id, before.ada),
    await read(operator, invoice, 'Invoice to Northern Voice', reseller.id, before.reseller),
  ];
}

async function billed(api: Api, accountId: string): Promise<string> {
  const { items } = await api.post(`/accounts/${accountId}/bill`, {});
  return known(items[0], 'the document').id;
}

async function balanceOf(api: Api, accountId: string): Promise<string> {
  return (await api.get(`/accounts/${accountId}`)).wallet.balance;
}

async function read(
  api: Api,
  id: string,
  title: string,
  accountId: string,
  balanceBefore: string,
): Promise<DemoDocument> {
  const { kind, number, total, tax, lines } = await api.get(`/documents/${id}`);
  const calls = lines.reduce(
    (sum: number, line: { calls: { calls: number } | null }) => sum + (line.calls?.calls ?? 0),
    0,
  );
  return { title, kind, number, total, tax, calls, balance: await balanceOf(api, accountId), balanceBefore };
}
