/** The chain finds whatever is done to one event or link, and the values that stand beside it are proved by hashes only. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenLinks, headText, readHead, sealOf, type ChainedEvent, type Seal } from './chain.ts';
import { isPersonal, keepApart, openEvent, wronglyKept } from './personal-values.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const anyEvent: fc.Arbitrary<Omit<ChainedEvent, 'id'>> = fc.record({
  publicId: fc.uuid(),
  accountId: fc.bigInt(1n, 99n),
  actorId: fc.option(fc.bigInt(1n, 99n)),
  asAccountId: fc.option(fc.bigInt(1n, 99n)),
  via: fc.constantFrom('session', 'api_key', 'system'),
  action: fc.constantFrom('account.changed', 'device.added'),
  addressHash: fc.constantFrom('', sha256('a')),
  reasonHash: fc.constantFrom('', sha256('b')),
  changesText: fc.constantFrom('[]', '[{"field": "status"}]', '"'),
  happenedAtMicros: fc.bigInt(0n, 9n),
});
/** Events with gaps between their ids, and their links. */
const anyChain = fc
  .array(fc.tuple(anyEvent, fc.bigInt(1n, 3n)), { minLength: 2, maxLength: 8 })
  .map((steps) => {
    const links: { seal: Seal; event: ChainedEvent }[] = [];
    for (const [event, gap] of steps) {
      const before = links.at(-1)?.seal ?? null;
      const linked = { ...event, id: (before?.eventId ?? 0n) + gap };
      links.push({ seal: sealOf(before, linked, sha256), event: linked });
    }
    return links;
  });
type Links = readonly Readonly<{ seal: Seal; event: ChainedEvent | null }>[];
const found = (links: Links) => brokenLinks(null, links, sha256);
const replaced = (links: Links, index: number, change: Partial<Links[number]>): Links =>
  links.map((link, at) => (at === index ? { ...link, ...change } : link));

test('a chain that nobody touched is whole, read at once or page by page', () => {
  fc.assert(
    fc.property(anyChain, fc.nat(), (links, cut) => {
      const at = cut % (links.length + 1);
      const end = at === 0 ? null : (links[at - 1]?.seal ?? null);
      expect(found(links)).toEqual([]);
      expect(found(links.slice(0, at))).toEqual([]);
      expect(brokenLinks(end, links.slice(at), sha256)).toEqual([]);
    }),
  );
});

test('any other value in any column of any event is found, at its link', () => {
  fc.assert(
    fc.property(anyChain, fc.nat(), anyEvent, fc.bigInt(1n, 99n), (links, pick, other, otherId) => {
      const index = pick % links.length;
      const { event, seal } = links[index]!;
      for (const [column, value] of Object.entries({ ...other, id: otherId })) {
        if (event[column as keyof ChainedEvent] === value) continue;
        const forged = replaced(links, index, { event: { ...event, [column]: value } });
        expect(found(forged), column).toEqual([
          `link ${seal.position} (event ${seal.eventId}): the event or its link was changed afterwards`,
        ]);
      }
      expect(found(replaced(links, index, { event: null }))[0]).toMatch(/the event is gone$/);
    }),
  );
});

test('a link that is removed, swapped, put in or forged is found', () => {
  fc.assert(
    fc.property(anyChain, fc.nat(), anyEvent, (links, pick, other) => {
      const index = pick % (links.length - 1);
      const [one, next] = [links[index]!, links[index + 1]!];
      const without = links.filter((_, at) => at !== index);
      expect(found(without).join()).toMatch(/what stood before it was removed/);
      const swapped = replaced(replaced(links, index, { event: next.event }), index + 1, {
        event: one.event,
      });
      expect(found(swapped).length).toBeGreaterThan(0);
      const { position, eventId } = one.seal;
      // Whoever forges a link and its event so that they fit each other does not fit what follows.
      const forgedEvent = { ...other, id: eventId };
      const fitting = sealOf(links[index - 1]?.seal ?? null, forgedEvent, sha256);
      if (fitting.hash !== one.seal.hash) {
        expect(found(replaced(links, index, { seal: fitting, event: forgedEvent }))).toEqual([
          `link ${position + 1n} (event ${next.seal.eventId}): does not fit the link before, one of them was changed or put in`,
        ]);
      }
      const forgedHash = { ...one.seal, hash: sha256('forged') };
      expect(found(replaced(links, index, { seal: forgedHash })).length).toBe(2);
      const renumbered = [...without.slice(0, index), ...without.slice(index)].map((link, at) => ({
        ...link,
        seal: { ...link.seal, position: BigInt(at + 1) },
      }));
      expect(found(renumbered).join()).toMatch(/does not fit the link before/);
      const twice = [...links, { ...one, seal: sealOf(null, one.event, sha256) }];
      expect(found(twice).join()).toMatch(/the order was changed/);
    }),
  );
});

test('a head is written and read', () => {
  const head = { position: 17n, eventId: 20n, previousHash: sha256('a'), hash: sha256('b') };
  expect(readHead(headText(head))).toEqual({ position: 17n, hash: sha256('b') });
  for (const text of ['', '17', `0:${sha256('b')}`, `17:${sha256('b')}0`, `17:${sha256('b').toUpperCase()}`])
    expect(readHead(text), text).toBeNull();
});

describe('what is personal', () => {
  const salts = () => {
    let drawn = 0;
    return { salt: () => String(++drawn).padStart(32, '0'), sha256 };
  };
  const event = {
    address: '198.51.100.7',
    reason: 'asked by Erika',
    changes: [
      { field: 'status', before: 'active', after: 'closed' },
      { field: 'profile.city', before: '', after: 'Köln' },
      { field: 'profile.notificationEmails', before: ['a@example.com'], after: [] },
      { field: 'caller-ids.isVerified', before: true, after: false },
    ],
  };

  test('stands beside the event, and comes back as it was', () => {
    const { kept, ...recorded } = keepApart(event, salts());
    expect(JSON.stringify(recorded)).not.toMatch(/198|Erika|Köln|example/);
    expect(recorded.changes[0]).toEqual({ field: 'status', before: 'active', after: 'closed' });
    expect(Object.keys(kept)).toEqual(['address', 'reason', 'changes.1.after', 'changes.2.before']);
    expect(new Set(Object.values(kept).map(({ salt }) => salt)).size).toBe(4);
    const open = openEvent(recorded, kept);
    expect(open).toEqual({ ...event, isErased: false });
    expect(wronglyKept(recorded, kept, { sha256 })).toEqual([]);
  });

  test('is gone when it is erased, and says so', () => {
    const { kept, ...recorded } = keepApart(event, salts());
    const { address } = kept;
    const open = openEvent(recorded, { address: address! });
    expect(open).toMatchObject({ address: '198.51.100.7', reason: '', isErased: true });
    expect(open.changes.map(({ after, isErased }) => [after, isErased])).toEqual([
      ['closed', undefined],
      [null, true],
      [[], true],
      [false, undefined],
    ]);
    expect(wronglyKept(recorded, { address: address! }, { sha256 })).toEqual([]);
  });

  test('is found when it is not what was recorded, or was never', () => {
    const { kept, ...recorded } = keepApart(event, salts());
    const forged = { ...kept, address: { ...kept['address']!, text: '"203.0.113.1"' } };
    expect(wronglyKept(recorded, forged, { sha256 })).toEqual(['address']);
    expect(wronglyKept(recorded, { 'changes.9.after': kept['address']! }, { sha256 })).toEqual([
      'changes.9.after',
    ]);
  });

  test.each([
    ['profile.firstName', 'Erika', true],
    ['panelAccess.email', 'erika@example.com', true],
    ['billing.taxNumber', 'DE1', true],
    ['billing.reference', 'K-7', true],
    ['template.profile.city', 'Bonn', true],
    ['a field of tomorrow', 'text', true],
    ['a field of tomorrow', 3, false],
    ['a field of tomorrow', null, false],
    ['profile.firstName', '', false],
    ['profile.country', 'DE', false],
    ['template.profile.country', 'DE', false],
    ['billing.rateGroup', 'Retail', false],
    ['settings.calls.ring_seconds', '60', false],
  ])('%s %j: %j', (field, value, isOne) => {
    expect(isPersonal(field, value)).toBe(isOne);
  });
});
