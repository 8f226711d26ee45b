/** Two distributors one below the other, customers of several kinds, a carrier and a switch: made over the API. */
import { apiKeyOf, clientOf, type Addresses, type Caller, type Client } from './api.ts';
import { CARRIER_TARIFF, TARIFFS, type Tariff } from './tariff.ts';

const PASSWORD = 'correct horse battery staple';
const DISTRIBUTOR_CREDIT = '100000';
/** Calls are held for whole on a switch that takes no limits: ten minutes keep that small. */
const CALL_SECONDS_MAX = 600;
/** Reached by the load now and then; and each call changes the one row that counts them. */
const TRUNK_CALLS = 100;
/** The shortest there is: a call gets the next one after 4 s. */
export const SLICE_SECONDS = 6;

export type Customer = Readonly<{ accountId: string; username: string; realm: string; isPoor: boolean }>;
export type World = Readonly<{
  customers: readonly Customer[];
  /** Accounts of the levels above, the nearest first. */
  above: readonly string[];
  apiKey: string;
  switchKey: string;
  /** Of the switch that takes limits. */
  pushedSwitchKey: string;
  /** Micros that were paid in at the start, by account. */
  paidIn: ReadonlyMap<string, bigint>;
}>;

export async function makeWorld(
  caller: Caller,
  at: () => Addresses,
  first: Readonly<{ account: string; password: string }>,
  controlUrl: string,
): Promise<World> {
  const apiKey = await apiKeyOf(caller, at, { ...first, newPassword: PASSWORD });
  const owner = clientOf(caller, at, apiKey);
  const paidIn = new Map<string, bigint>();
  const pay = async (accountId: string, euros: number) => {
    await owner.create(`accounts/${accountId}/payments`, { amount: String(euros), method: 'cash' });
    paidIn.set(accountId, BigInt(euros) * 1_000_000n);
  };
  await changeSettings(at, apiKey);
  const provider = await owner.create('providers', { name: 'Carrier' });
  const trunk = await owner.create('trunks', {
    name: 'Trunk',
    capacity: TRUNK_CALLS,
    providerId: provider.id,
    terminationRateGroupId: await priceList(owner, CARRIER_TARIFF, { direction: 'termination' }),
  });
  await owner.create('gateways', { trunkId: trunk.id, name: 'gw', host: '192.0.2.1', position: 1 });
  const { key: switchKey } = await owner.create('switches', { name: 'SIP', kind: 'other' });
  const { key: pushedSwitchKey } = await owner.create('switches', {
    name: 'Pushed to',
    kind: 'kamailio',
    controlUrl,
    controlKey: 'the control key',
  });

  const distributor = async (
    by: Client,
    tariff: Tariff,
    n: number,
    more: object,
    parent: { parentId?: string },
  ) => {
    const { account } = await by.create('accounts', {
      kind: 'reseller',
      panelAccess: { email: `distributor${n}@example.com`, password: PASSWORD, ...parent },
      profile: profile(`Distributor ${n}`),
      resellerTerms: { type: 'distributor' },
      billing: { ...more, rateGroupId: await priceList(by, tariff) },
    });
    const key = await apiKeyOf(caller, at, { account: account.number, password: PASSWORD });
    return { id: account.id as string, client: clientOf(caller, at, key) };
  };
  const upper = await distributor(
    owner,
    TARIFFS.upper,
    1,
    { accountType: 'postpaid', creditLimit: DISTRIBUTOR_CREDIT },
    {},
  );
  const lower = await distributor(upper.client, TARIFFS.lower, 2, { accountType: 'prepaid' }, {});
  await pay(lower.id, 100_000);
  const rateGroupId = await priceList(lower.client, TARIFFS.customer);

  const customers: Customer[] = [];
  const addCustomer = async (billing: object, euros: number, isPoor: boolean) => {
    const n = customers.length + 1;
    const { account, sipDevice } = await lower.client.create('accounts', {
      kind: 'customer',
      panelAccess: { email: `customer${n}@example.com`, password: PASSWORD },
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
      profile: profile(`Customer ${n}`),
      billing: { ...billing, rateGroupId },
    });
    if (euros > 0) await pay(account.id, euros);
    customers.push({
      accountId: account.id,
      username: sipDevice.username,
      realm: sipDevice.domain,
      isPoor,
    });
  };
  for (let n = 0; n < 4; n++) await addCustomer({ accountType: 'prepaid' }, 20_000, false);
  for (let n = 0; n < 2; n++) await addCustomer({ accountType: 'postpaid', creditLimit: '20000' }, 0, false);
  for (let n = 0; n < 4; n++) await addCustomer({ accountType: 'prepaid' }, 1, true);
  // Few enough seconds that calls at once run out of them.
  const packages = await Promise.all(
    [2000, 500].map((includedSeconds, priority) =>
      lower.client.create('packages', {
        name: `Package ${priority}`,
        period: 'month',
        includedSeconds,
        priority,
        prefixes: ['49'],
      }),
    ),
  );
  for (const { accountId } of [customers[0]!, customers[4]!, customers[6]!])
    for (const { id: packageId } of packages)
      await lower.client.create(`accounts/${accountId}/packages`, { packageId });
  return { customers, above: [lower.id, upper.id], apiKey, switchKey, pushedSwitchKey, paidIn };
}

const profile = (lastName: string) => ({
  firstName: 'Ada',
  lastName,
  country: 'DE',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
});

let lists = 0;

async function priceList(by: Client, tariff: Tariff, more: object = {}): Promise<string> {
  const { markUpPercent, ...rate } = tariff;
  lists += 1;
  const { id } = await by.create('rate-groups', {
    name: `Prices ${lists}`,
    currency: 'EUR',
    markUpPercent,
    ...more,
  });
  await by.create(`rate-groups/${id}/rates`, { prefix: '49', validFrom: '2026-01-01T00:00:00Z', ...rate });
  return id as string;
}

async function changeSettings(at: () => Addresses, apiKey: string): Promise<void> {
  const response = await fetch(`${at().api}/api/v1/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      settings: {
        'calls.seconds_max': CALL_SECONDS_MAX,
        'calls.slice_seconds': SLICE_SECONDS,
        // Money is what decides here.
        'guards.prepaid_spend_per_hour': null,
        'guards.prepaid_spend_per_day': null,
        'guards.postpaid_spend_per_hour_percent': null,
        'guards.postpaid_spend_per_day_percent': null,
        'guards.call_cost': null,
      },
    }),
  });
  if (!response.ok) throw new Error(`settings: ${response.status} ${await response.text()}`);
}
