/**
 * Whom a switch lets in, asked by HTTP. What was read is remembered for one case: the database is away. A phone that registers then
 * would else hear that its password is wrong, and stop trying.
 */
import type pg from 'pg';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import {
  readCredential,
  readSipDomains,
  type SwitchCredential,
} from '../../postgres/switches/switch-views.ts';

export type CredentialMemory = Readonly<{
  /** Null for a name that is nobody's. Throws when the database is away and the name was not asked for of late. */
  find: (asked: Readonly<{ username: string; realm: string }>) => Promise<SwitchCredential | null>;
  /** The domain of ours among those that are named, the first one that is; else everybody's. */
  domainOf: (named: readonly (string | null)[]) => Promise<string>;
}>;

/** A call of one that was ended meanwhile is refused all the same: each is asked for. */
const REMEMBERED_MS = 24 * 3_600_000;
const REMEMBERED_MAX = 50_000;
/** So late another domain of a reseller is known. */
const DOMAINS_FOR_MS = 10_000;

export function rememberCredentials({
  reads,
  sipDomain,
  now,
}: Readonly<{ reads: pg.Pool; sipDomain: string; now: () => Date }>): CredentialMemory {
  // In the order in which they were read, so that the first ones are the oldest.
  const remembered = new Map<string, Readonly<{ credential: SwitchCredential; atMs: number }>>();
  let domains: ReadonlySet<string> = new Set([sipDomain]);
  let domainsAtMs = Number.NEGATIVE_INFINITY;
  const readDomains = async () => {
    const nowMs = now().getTime();
    if (nowMs - domainsAtMs < DOMAINS_FOR_MS) return;
    domainsAtMs = nowMs;
    try {
      domains = new Set([sipDomain, ...(await readSipDomains(reads))]);
    } catch (error) {
      // What was known goes on.
      if (!isDatabaseAway(error)) throw error;
    }
  };
  return {
    find: async ({ username, realm }) => {
      const name = `${username}@${realm}`;
      const nowMs = now().getTime();
      try {
        const credential = await readCredential(reads, { username, realm });
        remembered.delete(name);
        if (credential !== null) remembered.set(name, { credential, atMs: nowMs });
        const [oldest] = remembered.keys();
        if (oldest !== undefined && remembered.size > REMEMBERED_MAX) remembered.delete(oldest);
        return credential;
      } catch (error) {
        const known = remembered.get(name);
        if (!isDatabaseAway(error) || known === undefined || nowMs - known.atMs > REMEMBERED_MS) throw error;
        return known.credential;
      }
    },
    domainOf: async (named) => {
      await readDomains();
      return named.map((name) => name?.toLowerCase()).find((name) => domains.has(name ?? '')) ?? sipDomain;
    },
  };
}
