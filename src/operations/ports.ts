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
  /** Lets the call go on for at most `secondsFromNow` (whole, at least 1), in its slice of this number, from 2 on. Safe to repeat. */
  setLimit: (call: CallOnSwitch, secondsFromNow: number, sliceNumber: number) => Promise<PushOutcome>;
  /** Ends the call within about a second. */
  hangUp: (call: CallOnSwitch) => Promise<PushOutcome>;
  /** 'dead' only when the switch itself says that it has no such call. */
  isAlive: (
    call: CallOnSwitch & Readonly<{ answeredAt: Date | null }>,
  ) => Promise<'alive' | 'dead' | 'unknown'>;
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

/** An amount as a payment gateway counts it, in whole units that cards can be charged in. */
export type GatewayMoney = Readonly<{ amountMicros: bigint; currency: string }>;

/** A card that its holder let the gateway keep. */
export type GatewayMethod = Readonly<{
  ref: string;
  /** 'visa ···· 4242'. */
  label: string;
  /** Its last day, '2028-12-31'; null = not known. */
  expiresOn: string | null;
}>;

/** What the gateway itself says about a payment, whatever a message claimed. */
export type GatewayPayment = GatewayMoney &
  Readonly<{
    /** Of the payment; null = nobody has tried to pay yet. */
    ref: string | null;
    /** Our own name of it, as it was sent along. */
    reference: string | null;
    state: 'open' | 'paid' | 'failed' | 'expired';
    /** The gateway's code, such as 'card_declined' or 'authentication_required'. */
    failure: string | null;
    customerRef: string | null;
    /** What it was paid with. */
    method: GatewayMethod | null;
    isMethodSaved: boolean;
    /** What the gateway keeps, in the currency it settles in; null = it does not know yet. */
    fee: GatewayMoney | null;
  }>;

export type GatewayRefund = GatewayMoney &
  Readonly<{
    ref: string;
    paymentRef: string | null;
    reference: string | null;
    /** `failed`: the money stays at the gateway, or came back to it. */
    state: 'done' | 'failed';
    failure: string | null;
  }>;

export type GatewayDispute = GatewayMoney &
  Readonly<{
    ref: string;
    paymentRef: string | null;
    reason: string;
    /** asked: the bank only asks. withdrawn: it took the money. reinstated: it gave it back, or never took it. */
    state: 'asked' | 'withdrawn' | 'reinstated';
  }>;

/** What a verified message is about. Nothing else of it is believed. */
export type GatewayNotice = Readonly<{
  eventRef: string;
  type: string;
  /** null = nothing that we follow. */
  subject: 'payment' | 'refund' | 'dispute' | null;
  objectRef: string;
}>;

/** A payment gateway. Everything throws `GatewayError`: it is away, or refuses. */
export type PaymentGateway = Readonly<{
  /** Opens a page of the gateway's. The same key opens the same page. */
  createCheckout: (
    wanted: GatewayMoney &
      Readonly<{
        reference: string;
        accountNumber: string;
        /** What stands on the page. */
        title: string;
        language: string;
        customerRef: string | null;
        savesMethod: boolean;
        successUrl: string;
        cancelUrl: string;
        expiresAt: Date;
        idempotencyKey: string;
      }>,
  ) => Promise<Readonly<{ ref: string; url: string; expiresAt: Date }>>;
  /** By the name of a page or of a payment. */
  fetchPayment: (ref: string) => Promise<GatewayPayment>;
  /** A charge that may have been made before we could note it; null = it was not. */
  findCharge: (
    wanted: Readonly<{ customerRef: string; reference: string }>,
  ) => Promise<GatewayPayment | null>;
  /** Charges a kept card without its holder. A refusal of the card is a payment that failed. */
  chargeSaved: (
    wanted: GatewayMoney &
      Readonly<{
        reference: string;
        accountNumber: string;
        customerRef: string;
        methodRef: string;
        idempotencyKey: string;
      }>,
  ) => Promise<GatewayPayment>;
  refund: (
    wanted: GatewayMoney & Readonly<{ paymentRef: string; reference: string; idempotencyKey: string }>,
  ) => Promise<GatewayRefund>;
  fetchRefund: (ref: string) => Promise<GatewayRefund>;
  fetchDispute: (ref: string) => Promise<GatewayDispute>;
  /** A card that the gateway does not have any more is forgotten, too. */
  forgetMethod: (ref: string) => Promise<void>;
  /** Null for a message that the gateway did not sign, or signed more than five minutes ago. */
  verifyWebhook: (body: Buffer, signature: string, now: Date) => GatewayNotice | null;
  /** Whose keys they are, and whether money is real. */
  describeAccount: () => Promise<Readonly<{ name: string; isLive: boolean }>>;
}>;

export type OpenGateway = (secrets: Readonly<{ secretKey: string; webhookSecret: string }>) => PaymentGateway;
