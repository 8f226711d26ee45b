/** What came of the calls: the expectations that must hold, and the story for a person to read. */
import type { Verification } from '../../operations/ledger/verify-books.ts';
import type { CallName, DemoCall } from './calls.ts';
import type { DemoDocument } from './documents.ts';
import type { DemoWorld } from './world.ts';

const TITLES: Readonly<Record<CallName, string>> = {
  answered: 'An answered call',
  money_ends: 'Prepaid money ends, and the call with it',
  no_money: 'No money left',
  concurrency: 'One call too many at once',
  failover: 'The first gateway is full, the second takes the call',
  extended: 'A long call in short slices, prolonged by a top-up',
};

/** Names of expectations that did not hold; none when all is well. */
export function brokenExpectations(
  calls: readonly DemoCall[],
  documents: readonly DemoDocument[],
  { violations }: Verification,
): readonly string[] {
  const broken = calls.flatMap((call) =>
    expectationsOf(call)
      .filter(([, holds]) => !holds)
      .map(([what]) => `${call.name}: ${what}`),
  );
  broken.push(...brokenDocuments(documents));
  if (violations.length > 0) broken.push(`verify: ${violations.length} violations`);
  return broken;
}

/** What calls have cost the reseller, rounded to a cent, is what its invoice says and what it owes. */
function brokenDocuments([receipt, usage, invoice]: readonly DemoDocument[]): readonly string[] {
  const expectations: readonly Expectation[] = [
    ['the first payment has a receipt', receipt?.kind === 'receipt' && receipt.total === '10.000000'],
    [
      'a prepaid customer gets a usage receipt of its call',
      usage?.kind === 'usage_receipt' && usage.calls === 1,
    ],
    [
      'the invoice is what the calls have cost',
      invoice?.kind === 'invoice' &&
        near(Number(invoice.total), Math.round(-Number(invoice.balanceBefore) * 100) / 100),
    ],
    ['and what the reseller owes', invoice?.balance === `-${invoice?.total}`],
  ];
  return expectations.filter(([, holds]) => !holds).map(([what]) => `documents: ${what}`);
}

type Expectation = readonly [what: string, holds: boolean];

function expectationsOf({
  name,
  sip,
  record,
  balanceBefore,
  balanceAfter,
}: DemoCall): readonly Expectation[] {
  const paid = (seconds: number): readonly Expectation[] => [
    ['it was answered', sip.sipStatus === 200 && record.outcome === 'answered'],
    [`${seconds} s are billed`, record.billedSeconds === seconds],
    ['the customer pays 1.20 a minute of them', record.charge === (seconds * 0.02).toFixed(6)],
    [
      'the wallet paid exactly that',
      near(
        Number(balanceBefore) + (name === 'extended' ? 1 : 0) - Number(record.charge),
        Number(balanceAfter),
      ),
    ],
  ];
  const refused = (reason: string, status: number): readonly Expectation[] => [
    [`SIP ${status}`, sip.sipStatus === status],
    [`refused: ${reason}`, record.outcome === 'refused' && record.reason === reason],
    ['it costs nothing', record.charge === '0.000000' && balanceBefore === balanceAfter],
  ];
  switch (name) {
    case 'answered':
      // 8 s and what the network adds: begun seconds count, so 9 s, and 6/6 makes 12 of both.
      return paid(12);
    case 'money_ends':
      return [
        ...paid(12),
        ['the network ended it', sip.endedBy === 'network' && record.endedBy === 'limit'],
        ['it was cut on time', sip.talkMs !== null && sip.talkMs >= 12_000 && sip.talkMs < 14_500],
      ];
    case 'no_money':
      return refused('insufficient_funds', 402);
    case 'concurrency':
      return refused('concurrent_calls_reached', 486);
    case 'failover':
      return [
        ...paid(6),
        ['the second gateway was used', String(record.trace.at(-1)?.sentence).includes('Carrier Munich')],
        ['the carrier is paid for it', Number(record.carrierCost) > 0],
      ];
    case 'extended':
      return [...paid(24), ['the caller ended it', sip.endedBy === 'phone' && record.endedBy === 'caller']];
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.000_000_5;
}

/** The object of `--json`. */
export function report(
  calls: readonly DemoCall[],
  documents: readonly DemoDocument[],
  verification: Verification,
  balances: object,
) {
  return {
    calls: calls.map(({ name, sip, record }) => ({
      name,
      outcome: record.outcome,
      reason: record.reason,
      sipStatus: sip.sipStatus,
      talkMs: record.talkMs,
      billedSeconds: record.billedSeconds,
      customerCharge: record.levels[0]?.charge ?? '0.000000',
      resellerCharge: record.levels[1]?.charge ?? '0.000000',
      carrierCost: record.carrierCost ?? '0.000000',
      currency: record.currency,
    })),
    documents,
    balances,
    verify: { violations: verification.violations.length },
  };
}

/** The story, a paragraph for each call. */
export function tell(world: DemoWorld, calls: readonly DemoCall[]): string {
  const { reseller } = world;
  const names = new Map<string, string>(
    Object.values(world.customers).map(({ number, fullName }) => [`Account ${number}`, fullName]),
  );
  names.set(`Reseller ${reseller.number}`, 'Northern Voice (reseller)');
  const named = (line: string) =>
    [...names].reduce((text, [number, name]) => text.replaceAll(number, name), line);
  return calls.map((call, index) => paragraph(world, call, index + 1, named)).join('\n\n');
}

function paragraph(
  { customers }: DemoWorld,
  { name, customer, dialled, sip, record, balanceBefore, balanceAfter }: DemoCall,
  number: number,
  named: (line: string) => string,
): string {
  const { fullName } = customers[customer];
  const lines = [
    `${number}. ${TITLES[name]}`,
    `   ${fullName} called ${dialled}, which is +${record.destinationNumber}.`,
  ];
  if (record.outcome === 'refused') {
    const failed = record.trace.find(({ passed }: { passed: boolean }) => !passed);
    lines.push(
      `   Refused with SIP ${sip.sipStatus} ${sip.sipReason}: ${named(failed?.sentence ?? record.reason)}`,
    );
  } else {
    const endedBy = { caller: 'the caller hung up', limit: 'it was cut because the money was used up' };
    const end = endedBy[record.endedBy as keyof typeof endedBy] ?? `ended by ${record.endedBy}`;
    lines.push(
      `   Talked ${(record.talkMs / 1000).toFixed(3)} s (the phone saw ${((sip.talkMs ?? 0) / 1000).toFixed(3)} s); ${end}.`,
    );
    for (const line of record.arithmetic) lines.push(`   ${named(line)}`);
    if (name === 'failover') lines.push(`   ${record.trace.at(-1)?.sentence}`);
  }
  const topUp = name === 'extended' ? ', with a top-up of 1.00 while talking' : '';
  lines.push(`   Balance of ${fullName}: ${money(balanceBefore)} → ${money(balanceAfter)} EUR${topUp}.`);
  return lines.join('\n');
}

/** "0.180000" is 0.18. */
export function money(amount: string): string {
  return amount.replace(/(\.\d\d\d*?)0+$/, '$1');
}
