/**
 * A real HTTP server on this machine that speaks as Stripe does: form-encoded requests, its objects with their own names, its errors,
 * idempotency keys, signed messages, and a page on which a card is typed. What cards do there is chosen by the test.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import type { Json } from '../http/support.ts';

export const SECRET_KEY = 'sk_test_tollbook000000000000';
export const WEBHOOK_SECRET = 'whsec_tollbook000000000000';
/** https://docs.stripe.com/testing: a number that every test of Stripe's takes. It must be found nowhere but here. */
export const CARD_NUMBER = '4242424242424242';

type Wishes = {
  /** Answers nothing that can be used. */
  isDown?: boolean;
  /** What the next charges without their holder come to; null = they succeed. */
  decline?: 'card_declined' | 'authentication_required' | null;
  refusesRefunds?: boolean;
  /** The currency that it settles in; left out: the one that is paid. */
  settlesIn?: string;
  /** It does not know its fee yet. */
  isFeeLate?: boolean;
  /** Called after a request was done and before its answer goes out. */
  beforeAnswer?: (route: string) => Promise<void> | void;
};

const seconds = () => Math.floor(Date.now() / 1000);
const drawn = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`;

/** Starts one; it ends with the test file. `wishes` may be changed while it runs. */
export async function startStripe() {
  const sessions = new Map<string, Json>();
  const intents = new Map<string, Json>();
  const charges = new Map<string, Json>();
  const methods = new Map<string, Json>();
  const refunds = new Map<string, Json>();
  const disputes = new Map<string, Json>();
  const kept = new Map<string, { content: string; status: number; body: string }>();
  const requests: { route: string; body: Json; key: string | null }[] = [];
  const events: Json[] = [];
  const wishes: Wishes = {};

  const tell = (type: string, object: Json) => {
    const event = {
      id: drawn('evt'),
      object: 'event',
      type,
      created: seconds(),
      livemode: false,
      data: { object },
    };
    events.push(event);
    return event;
  };

  function charged(intent: Json): void {
    const { amount, currency } = intent;
    const fee = Math.round(amount * 0.014) + 25;
    const charge = {
      id: drawn('ch'),
      object: 'charge',
      amount,
      currency,
      payment_intent: intent.id,
      balance_transaction: {
        id: drawn('txn'),
        object: 'balance_transaction',
        type: 'charge',
        amount,
        fee,
        net: amount - fee,
        currency: wishes.settlesIn ?? currency,
      },
    };
    charges.set(charge.id, charge);
    Object.assign(intent, {
      status: 'succeeded',
      amount_received: amount,
      latest_charge: charge.id,
      last_payment_error: null,
    });
  }

  function newMethod(customer: string, last4 = '4242'): Json {
    const card = { brand: 'visa', last4, exp_month: 12, exp_year: 2031 };
    const method = { id: drawn('pm'), object: 'payment_method', type: 'card', customer, card };
    methods.set(method.id, method);
    return method;
  }

  function newIntent(body: Json): Json {
    const intent = {
      id: drawn('pi'),
      object: 'payment_intent',
      amount: Number(body.amount),
      amount_received: 0,
      currency: body.currency,
      customer: body.customer ?? null,
      payment_method: body.payment_method ?? null,
      setup_future_usage: body.setup_future_usage ?? null,
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: null,
      metadata: body.metadata ?? {},
      created: seconds(),
    };
    intents.set(intent.id, intent);
    return intent;
  }

  /** As it is read: what was asked for stands in its place. */
  function expanded(intent: Json): Json {
    const charge = charges.get(intent.latest_charge);
    const settled = wishes.isFeeLate === true ? null : charge?.balance_transaction;
    return {
      ...intent,
      latest_charge: charge === undefined ? null : { ...charge, balance_transaction: settled ?? null },
      payment_method: methods.get(intent.payment_method) ?? intent.payment_method,
    };
  }

  const shown = (session: Json): Json => {
    const intent = intents.get(session.payment_intent);
    return { ...session, payment_intent: intent === undefined ? null : expanded(intent) };
  };

  function createSession(body: Json): Json {
    const { price_data: price } = body.line_items['0'];
    const id = drawn('cs_test');
    const session = {
      id,
      object: 'checkout.session',
      mode: 'payment',
      amount_total: Number(price.unit_amount),
      currency: price.currency,
      customer: body.customer ?? drawn('cus'),
      client_reference_id: body.client_reference_id,
      metadata: body.metadata ?? {},
      payment_intent: null,
      payment_status: 'unpaid',
      status: 'open',
      success_url: body.success_url,
      cancel_url: body.cancel_url,
      expires_at: Number(body.expires_at),
      intent_data: body.payment_intent_data ?? {},
      url: `${url()}/pay/${id}`,
    };
    sessions.set(id, session);
    return session;
  }

  /** What happens when somebody types a card on the page, and presses the button. */
  function pay(id: string): Json {
    const session = sessions.get(id);
    if (session === undefined || session.status !== 'open') throw new Error(`the page ${id} is not open`);
    const { intent_data: data } = session;
    const intent = newIntent({
      ...data,
      amount: session.amount_total,
      currency: session.currency,
      customer: session.customer,
    });
    intent.payment_method = newMethod(session.customer).id;
    charged(intent);
    Object.assign(session, { payment_intent: intent.id, payment_status: 'paid', status: 'complete' });
    tell('payment_intent.succeeded', intent);
    return tell('checkout.session.completed', { ...session, intent_data: undefined });
  }

  function createIntent(body: Json): { status: number; body: Json } {
    const intent = newIntent(body);
    if (!methods.has(body.payment_method)) return missing(`No such PaymentMethod: '${body.payment_method}'`);
    const decline = wishes.decline ?? null;
    if (decline === null) {
      charged(intent);
      tell('payment_intent.succeeded', intent);
      return { status: 200, body: expanded(intent) };
    }
    intent.last_payment_error = { type: 'card_error', code: decline };
    tell('payment_intent.payment_failed', intent);
    const message =
      decline === 'card_declined'
        ? 'Your card was declined.'
        : 'Your card was declined. This transaction requires authentication.';
    return {
      status: 402,
      body: { error: { type: 'card_error', code: decline, message, payment_intent: intent } },
    };
  }

  function createRefund(body: Json): { status: number; body: Json } {
    const intent = intents.get(body.payment_intent);
    if (intent === undefined) return missing(`No such payment_intent: '${body.payment_intent}'`);
    const before = [...refunds.values()].filter(
      (each) => each.payment_intent === intent.id && each.status !== 'failed',
    );
    const left = intent.amount_received - before.reduce((sum, { amount }) => sum + amount, 0);
    const amount = body.amount === undefined ? left : Number(body.amount);
    if (wishes.refusesRefunds === true || amount > left)
      return refused(
        'charge_already_refunded',
        `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      );
    const refund = {
      id: drawn('re'),
      object: 'refund',
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      status: 'succeeded',
      metadata: body.metadata ?? {},
    };
    refunds.set(refund.id, refund);
    tell('refund.created', refund);
    return { status: 200, body: refund };
  }

  /** A bank takes the money of a payment back, or asks only. */
  function dispute(paymentRef: string, over: { amount?: number; isInquiry?: boolean } = {}): Json {
    const intent = intents.get(paymentRef);
    const amount = over.amount ?? intent.amount;
    const id = drawn('dp');
    const moved = {
      id: drawn('txn'),
      object: 'balance_transaction',
      type: 'adjustment',
      amount: -amount,
      currency: intent.currency,
    };
    const object = {
      id,
      object: 'dispute',
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      charge: intent.latest_charge,
      reason: 'fraudulent',
      status: over.isInquiry === true ? 'warning_needs_response' : 'needs_response',
      balance_transactions: over.isInquiry === true ? [] : [moved],
    };
    disputes.set(id, object);
    return tell('charge.dispute.created', object);
  }

  function endDispute(id: string, status: 'won' | 'lost'): Json {
    const object = disputes.get(id);
    object.status = status;
    if (status === 'won')
      object.balance_transactions.push({
        id: drawn('txn'),
        object: 'balance_transaction',
        type: 'adjustment',
        amount: object.amount,
        currency: object.currency,
      });
    return tell('charge.dispute.closed', object);
  }

  function answer(
    method: string,
    path: string,
    body: Json,
    query: URLSearchParams,
  ): { status: number; body: Json } {
    const [, , kind = '', id = '', verb = ''] = path.split('/');
    const read = (map: Map<string, Json>, name: string, of: (object: Json) => Json = (object) => object) =>
      map.has(id) ? { status: 200, body: of(map.get(id)) } : missing(`No such ${name}: '${id}'`);
    if (path === '/v1/account')
      return {
        status: 200,
        body: {
          id: 'acct_test',
          object: 'account',
          settings: { dashboard: { display_name: 'Example Telecom' } },
          business_profile: { name: null },
        },
      };
    if (path === '/v1/balance')
      return { status: 200, body: { object: 'balance', livemode: false, available: [], pending: [] } };
    if (kind === 'checkout') {
      if (method === 'POST') return { status: 200, body: createSession(body) };
      const session = sessions.get(verb);
      return session === undefined
        ? missing(`No such checkout.session: '${verb}'`)
        : { status: 200, body: shown(session) };
    }
    if (kind === 'payment_intents' && method === 'POST') return createIntent(body);
    if (kind === 'payment_intents' && id === '') {
      const data = [...intents.values()]
        .filter(({ customer }) => customer === query.get('customer'))
        .toReversed();
      return { status: 200, body: { object: 'list', data, has_more: false, url: path } };
    }
    if (kind === 'payment_intents') return read(intents, 'payment_intent', expanded);
    if (kind === 'refunds' && method === 'POST') return createRefund(body);
    if (kind === 'refunds') return read(refunds, 'refund');
    if (kind === 'disputes') return read(disputes, 'dispute');
    if (kind === 'payment_methods' && verb === 'detach') {
      const found = read(methods, 'PaymentMethod', (object) => ({ ...object, customer: null }));
      methods.delete(id);
      return found;
    }
    return {
      status: 404,
      body: {
        error: { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}).` },
      },
    };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url());
    const text = await textOf(request);
    if (pathname.startsWith('/pay/')) return servePage(request, response, pathname.slice('/pay/'.length));
    if (wishes.isDown === true)
      return send(response, 503, { error: { type: 'api_error', message: 'Stripe is away.' } });
    if (request.headers.authorization !== `Bearer ${SECRET_KEY}`)
      return send(response, 401, {
        error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****' },
      });
    const method = request.method ?? 'GET';
    const route = `${method} ${pathname}`;
    const key = request.headers['idempotency-key'] ?? null;
    const sentKey = typeof key === 'string' && method === 'POST' ? key : null;
    const body = nested(new URLSearchParams(text));
    requests.push({ route, body, key: sentKey });
    const before = sentKey === null ? undefined : kept.get(sentKey);
    if (before !== undefined && before.content !== `${route} ${text}`)
      return send(response, 400, {
        error: {
          type: 'idempotency_error',
          message:
            'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        },
      });
    const answered = before ?? answer(method, pathname, body, searchParams);
    const written = typeof answered.body === 'string' ? answered.body : JSON.stringify(answered.body);
    if (sentKey !== null && before === undefined)
      kept.set(sentKey, { content: `${route} ${text}`, status: answered.status, body: written });
    await wishes.beforeAnswer?.(route);
    response
      .writeHead(answered.status, { 'content-type': 'application/json', 'request-id': drawn('req') })
      .end(written);
  }

  function servePage(request: IncomingMessage, response: ServerResponse, id: string): void {
    const session = sessions.get(id);
    if (session === undefined) return void response.writeHead(404).end();
    if (request.method !== 'POST')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE(session));
    pay(id);
    response.writeHead(303, { location: session.success_url }).end();
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  function url(): string {
    return `http://127.0.0.1:${port}`;
  }
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<void>((ended) => server.close(() => ended()));
  };
  afterAll(stop);
  return {
    url: url(),
    wishes,
    requests,
    events,
    sessions,
    intents,
    methods,
    refunds,
    pay,
    dispute,
    endDispute,
    tell,
    stop,
    /** A page ends without anybody having paid. */
    expire: (id: string) => {
      sessions.get(id).status = 'expired';
      return tell('checkout.session.expired', sessions.get(id));
    },
  };
}

export type LocalStripe = Awaited<ReturnType<typeof startStripe>>;

/** The header that Stripe sends with a message. */
export function signed(body: string, at: Date, secret = WEBHOOK_SECRET): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

function missing(message: string) {
  return refused('resource_missing', message, 404);
}

function refused(code: string, message: string, status = 400) {
  return { status, body: { error: { type: 'invalid_request_error', code, message } } };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** 'line_items[0][quantity]=1' as { line_items: { 0: { quantity: '1' } } }. */
function nested(form: URLSearchParams): Json {
  const root: Json = {};
  for (const [name, value] of form) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    const last = path.pop() ?? '';
    let at = root;
    for (const part of path) at = at[part] ??= {};
    at[last] = value;
  }
  return root;
}

const PAGE = (
  session: Json,
) => `<!doctype html><html lang="en"><title>Pay ${session.client_reference_id}</title>
<main><h1>${(session.amount_total / 100).toFixed(2)} ${String(session.currency).toUpperCase()}</h1>
<form method="post" action="/pay/${session.id}"><label>Card number <input name="number" autocomplete="cc-number"></label>
<button>Pay</button></form><a href="${session.cancel_url}">Back</a></main></html>`;
