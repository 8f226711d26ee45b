/** Makes the operator's business through the public API: a carrier, a reseller with its prices, and its customers. */
import type { Api, Json } from './api.ts';
import { signIn } from './api.ts';

/** Money that each customer starts with, and its limits. */
const CUSTOMERS = {
  ada: { firstName: 'Ada', lastName: 'Lovelace', balance: '10.00', concurrentCalls: 2 },
  // 1.20 a minute are 0.12 for each started 6 s: enough for 12 s.
  ben: { firstName: 'Ben', lastName: 'Short', balance: '0.25', concurrentCalls: 2 },
  cleo: { firstName: 'Cleo', lastName: 'Single', balance: '10.00', concurrentCalls: 1 },
  dora: { firstName: 'Dora', lastName: 'Refill', balance: '0.25', concurrentCalls: 2 },
  emil: { firstName: 'Emil', lastName: 'Fallback', balance: '10.00', concurrentCalls: 2 },
} as const;

export type CustomerName = keyof typeof CUSTOMERS;
export type DemoCustomer = Readonly<{
  id: string;
  number: string;
  fullName: string;
  phone: Readonly<{ username: string; domain: string; password: string }>;
}>;
export type DemoWorld = Readonly<{
  operator: Api;
  reseller: Readonly<{ api: Api; id: string; number: string }>;
  customers: Readonly<Record<CustomerName, DemoCustomer>>;
}>;

export type DemoGateways = Readonly<{ answering: number; full: number }>;

const PASSWORD = 'demo demo demo';
/** Short, so that a call of some seconds is extended. */
const SLICE_SECONDS = 6;
const PROFILE = { country: 'DE', timezone: 'Europe/Berlin', currency: 'EUR' };

/** Makes everything; `gateways` are ports on this machine. */
export async function makeWorld(url: string, operator: Api, gateways: DemoGateways): Promise<DemoWorld> {
  await operator.patch('/settings', {
    settings: { 'calls.slice_seconds': SLICE_SECONDS, 'calls.ring_seconds': 20 },
  });
  await makeRoutes(operator, gateways);
  const wholesale = await priceList(operator, 'Wholesale', { costPerMinute: '0.90', intervals: [1, 1] });
  const made = await operator.post('/accounts', {
    kind: 'reseller',
    panelAccess: { email: 'reseller@example.com', password: PASSWORD },
    profile: { firstName: 'Rita', lastName: 'Reseller', company: 'Northern Voice', ...PROFILE },
    billing: { accountType: 'postpaid', creditLimit: '100', rateGroupId: wholesale },
    resellerTerms: { type: 'distributor' },
  });
  const { id, number } = made.account;
  const reseller = await signIn(url, { number, password: PASSWORD });
  const retail = await priceList(reseller, 'Retail 6/6', { costPerMinute: '1.20', intervals: [6, 6] });
  const customers: Partial<Record<CustomerName, DemoCustomer>> = {};
  for (const [name, person] of Object.entries(CUSTOMERS)) {
    customers[name as CustomerName] = await makeCustomer(reseller, name, person, retail);
  }
  return {
    operator,
    reseller: { api: reseller, id, number },
    customers: customers as DemoWorld['customers'],
  };
}

/** Berlin goes straight out; Munich over a carrier whose first gateway is full. */
async function makeRoutes(operator: Api, { answering, full }: DemoGateways): Promise<void> {
  const trunk = async (name: string, prefix: string, costPerMinute: string, ports: readonly number[]) => {
    const provider = await operator.post('/providers', { name });
    const terminationRateGroupId = await priceList(
      operator,
      `${name} buys`,
      { costPerMinute, intervals: [1, 1], prefix },
      'termination',
    );
    const { id } = await operator.post('/trunks', { name, providerId: provider.id, terminationRateGroupId });
    for (const [index, port] of ports.entries()) {
      await operator.post('/gateways', {
        trunkId: id,
        name: `gw${index + 1}`,
        host: '127.0.0.1',
        port,
        position: index + 1,
      });
    }
  };
  await trunk('Carrier One', '49', '0.60', [answering]);
  await trunk('Carrier Munich', '4989', '0.66', [full, answering]);
}

async function priceList(
  api: Api,
  name: string,
  rate: Readonly<{ costPerMinute: string; intervals: readonly [number, number]; prefix?: string }>,
  direction = 'origination',
): Promise<string> {
  const { costPerMinute, prefix = '49' } = rate;
  const [initialIncrementSeconds, incrementSeconds] = rate.intervals;
  const { id } = await api.post('/rate-groups', { name, currency: 'EUR', direction });
  await api.post(`/rate-groups/${id}/rates`, {
    prefix,
    destination: 'Germany',
    costPerMinute,
    initialIncrementSeconds,
    incrementSeconds,
    validFrom: '2026-01-01T00:00:00Z',
  });
  return id;
}

async function makeCustomer(
  reseller: Api,
  name: string,
  person: (typeof CUSTOMERS)[CustomerName],
  rateGroupId: string,
): Promise<DemoCustomer> {
  const { firstName, lastName, balance, concurrentCalls } = person;
  const { account, sipDevice }: Json = await reseller.post('/accounts', {
    kind: 'customer',
    panelAccess: { email: `${name}@example.com`, password: PASSWORD, createSipDevice: true },
    settings: { concurrentCalls, cps: 5 },
    profile: { firstName, lastName, ...PROFILE },
    billing: { accountType: 'prepaid', rateGroupId },
  });
  await reseller.post(`/accounts/${account.id}/payments`, {
    amount: balance,
    method: 'cash',
    note: 'First payment',
  });
  const { username, domain, password } = sipDevice;
  return {
    id: account.id,
    number: account.number,
    fullName: `${firstName} ${lastName}`,
    phone: { username, domain, password },
  };
}
