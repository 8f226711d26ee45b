/** What operations need from outside, declared by the one who calls. */
import type { BillingDocument } from '../domain/billing/document.ts';
import type { Annex } from '../domain/billing/print-document.ts';

/** How a switch finds a call again. */
export type CallOnSwitch = Readonly<{
  sessionId: string;
  /** The switch's own handle, as authorize brought it; null = the switch gave none. */
  switchRef: string | null;
}>;

/**
 * What a push came to. `unknown` = the switch did not say (no connection, timeout, an answer that cannot
 * be read): nothing may be concluded from it, and the push may or may not have happened.
 */
export type PushOutcome = 'done' | 'no_such_call' | 'unknown';

/** A running switch, as the server reaches it. */
export type SwitchControl = Readonly<{
  /** push: limits of running calls can be changed. ask: the switch can say whether a call lives. */
  can: Readonly<{ push: boolean; ask: boolean }>;
  /** Lets the call go on for at most `secondsFromNow` (whole, at least 1). Safe to repeat. */
  setLimit: (call: CallOnSwitch, secondsFromNow: number) => Promise<PushOutcome>;
  /** Ends the call within about a second. */
  hangUp: (call: CallOnSwitch) => Promise<PushOutcome>;
  /** 'dead' only when the switch itself says that it has no such call. */
  isAlive: (call: CallOnSwitch) => Promise<'alive' | 'dead' | 'unknown'>;
}>;

/** Lays out documents and writes them as PDF, out of the way of calls. */
export type DocumentRenderer = Readonly<{
  /** Rejects when it cannot be written, or takes too long. */
  render: (
    document: BillingDocument,
    annex: Annex | null,
    logo: Readonly<{ type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: Uint8Array }> | null,
  ) => Promise<Uint8Array>;
}>;
