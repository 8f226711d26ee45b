/**
 * SIPp scenarios: a phone that registers and calls, a gateway that answers or refuses. What comes back
 * is read from SIPp's message log (`results.ts`), so a phone takes any final answer for an end.
 */

export type Phone = Readonly<{
  /** Digest name; also the From user unless `fromUser` says otherwise. */
  username: string;
  domain: string;
  /** User, host and port of its Contact; a phone behind a NAT writes an address that nobody reaches. */
  contact?: string;
}>;

export type Call = Phone &
  Readonly<{
    /** What is dialled. */
    destination: string;
    /** Hangs up this long after the answer; without it waits for the other side's BYE. */
    talkMs?: number;
    /** Gives up ringing after this time with CANCEL. */
    cancelAfterMs?: number;
    /** Sends a re-INVITE each time after this long, until the BYE comes. */
    reinviteEveryMs?: number;
    /** Tries a blind transfer once the call is up. */
    referTo?: string;
    /** Keeps the ACK of the answer back for so long. */
    ackAfterMs?: number;
    fromUser?: string;
    /** As it stands in the From header, quotes included. */
    displayName?: string;
    /** SIP Call-ID; a phone may repeat it. */
    callId?: string;
    userAgent?: string;
    /** From tag; a phone may repeat it. */
    fromTag?: string;
    /** Sends no digest and expects no challenge: the switch knows the address. */
    isKnownByAddress?: boolean;
    /** Whom the To header names, where that is not what the INVITE is sent to. */
    toUser?: string;
    /** Diversion headers of the INVITE. */
    diversions?: readonly string[];
  }>;

export type Gateway = Readonly<{
  /** Final answer; 200 unless given. */
  status?: number;
  /** Time between INVITE and final answer. */
  answerAfterMs?: number;
  /** Sends 180 first. Default true. */
  isRinging?: boolean;
  /** Never answers anything, as a dead host. */
  isSilent?: boolean;
  /** Hangs up this long after the ACK. */
  talkMs?: number;
  /** Contact header of a 3xx answer. */
  contact?: string;
  /** Asks who calls, and answers only who shows the digest. */
  digest?: Digest;
  /** Takes registrations by this digest, and no calls. */
  registrar?: Digest;
}>;

type Digest = Readonly<{ realm: string; username: string; password: string }>;

/** Final answers a phone understands besides 200: all the contract's SIP codes, and what gateways send. */
const REFUSALS = [
  300, 301, 302, 400, 401, 402, 403, 404, 405, 408, 410, 480, 481, 482, 483, 484, 486, 487, 488, 491, 500,
  501, 502, 503, 504, 600, 603, 604, 606,
];

const SDP = `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000`;

const CONTACT_OF_US = 'Contact: <sip:[local_ip]:[local_port];transport=[transport]>';

/** REGISTER with digest. */
export function registerScenario({ username, domain, contact }: Phone): string {
  const register = (cseq: number, more: string) =>
    send(`REGISTER sip:${domain} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]
From: <sip:${username}@${domain}>;tag=[pid]R[call_number]
To: <sip:${username}@${domain}>
Call-ID: [call_id]
CSeq: ${cseq} REGISTER
Contact: <sip:${contact ?? `${username}@[local_ip]:[local_port]`}>
${more}Expires: 300
Max-Forwards: 70
Content-Length: 0`);
  return scenario('register', [
    register(1, ''),
    '<recv response="401" auth="true"/>',
    register(2, '[authentication]\n'),
    '<recv response="401" optional="true" next="9"/>',
    '<recv response="403" optional="true" next="9"/>',
    '<recv response="200"/>',
    '<label id="9"/>',
  ]);
}

/** One call of a phone, from INVITE to its end, whatever the end is. */
export function callScenario(call: Call): string {
  const { destination, domain } = call;
  const contact = call.contact === undefined ? CONTACT_OF_US : `Contact: <sip:${call.contact}>`;
  const to = `To: <sip:${call.toUser ?? destination}@${domain}>`;
  const request = (method: string, uri: string, cseq: string, more: readonly string[], body?: string) =>
    [
      `${method} ${uri} SIP/2.0`,
      // CANCEL, and the ACK of a refusal, belong to the transaction of their INVITE (RFC 3261 §9.1, §17.1.1.3).
      `Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=${more.includes(to) ? `z9hG4bK-[pid]-[call_number]-c${cseq}` : '[branch]'}`,
      `From: ${call.displayName ?? ''}<sip:${call.fromUser ?? call.username}@${domain}>;tag=${call.fromTag ?? '[pid]C[call_number]'}`,
      ...more,
      'Call-ID: [call_id]',
      `CSeq: ${cseq} ${method}`,
      'Max-Forwards: 70',
      ...(call.userAgent === undefined ? [] : [`User-Agent: ${call.userAgent}`]),
      ...(body === undefined
        ? ['Content-Length: 0']
        : ['Content-Type: application/sdp', 'Content-Length: [len]', '', body]),
    ].join('\n');
  const target = `sip:${destination}@${domain}`;
  const diverted = (call.diversions ?? []).map((value) => `Diversion: ${value}`);
  const invite = (cseq: number, more: readonly string[]) =>
    send(request('INVITE', target, String(cseq), [to, contact, ...diverted, ...more], SDP));
  const ack = (cseq: string) => send(request('ACK', '[next_url]', cseq, ['[last_To:]', '[routes]']), '');
  const inside = (method: string, cseq: number, more: readonly string[] = [], body?: string) =>
    send(request(method, '[next_url]', String(cseq), ['[last_To:]', '[routes]', ...more], body));
  const refused = (cseq: string) => send(request('ACK', target, cseq, [to]).replace(to, '[last_To:]'), '');
  const answerBye = send(answerTo('200 OK', []), '');

  const challenged = [
    invite(1, []),
    '<recv response="100" optional="true"/>',
    '<recv response="407" auth="true"/>',
    refused('1'),
    invite(2, ['[authentication]']),
  ];
  const parts = call.isKnownByAddress === true ? [invite(2, [])] : challenged;
  // SIPp waits at the first of several receives, so each of them carries the time after which it gives up.
  const giveUp = call.cancelAfterMs === undefined ? '' : ` timeout="${call.cancelAfterMs}" ontimeout="5"`;
  for (const status of [100, 180, 183]) parts.push(`<recv response="${status}" optional="true"${giveUp}/>`);
  for (const status of [407, ...REFUSALS])
    parts.push(`<recv response="${status}" optional="true" next="8"${giveUp}/>`);
  if (call.cancelAfterMs === undefined) {
    parts.push('<recv response="200" rrs="true"/>');
  } else {
    parts.push(
      `<recv response="200" rrs="true" next="6"${giveUp}/>`,
      '<label id="5"/>',
      send(request('CANCEL', target, '2', [to])),
      '<recv response="200"/>',
      '<recv response="487" next="8"/>',
    );
  }
  parts.push('<label id="6"/>');
  if (call.ackAfterMs !== undefined) parts.push(pause(call.ackAfterMs));
  parts.push(ack('2'));
  if (call.referTo !== undefined) {
    parts.push(
      inside('REFER', 3, [`Refer-To: <${call.referTo}>`, contact]),
      '<recv response="202" optional="true" next="10"/>',
      '<recv response="403"/>',
      '<label id="10"/>',
    );
  }
  if (call.reinviteEveryMs !== undefined) {
    // SIPp cannot count CSeq up in a loop without variables: [cseq] does, from the scenario's own number.
    for (let cseq = 4; cseq < 24; cseq++) {
      parts.push(
        `<recv request="BYE" timeout="${call.reinviteEveryMs}" ontimeout="${100 + cseq}" next="7"/>`,
        `<label id="${100 + cseq}"/>`,
        inside('INVITE', cseq, [contact], SDP),
        '<recv response="100" optional="true"/>',
        '<recv response="481" optional="true" next="9"/>',
        '<recv request="BYE" optional="true" next="7"/>',
        '<recv response="200" rrs="true"/>',
        ack(String(cseq)),
      );
    }
    parts.push('<recv request="BYE" timeout="60000"/>', '<label id="7"/>', answerBye);
  } else if (call.talkMs !== undefined) {
    parts.push(
      `<recv request="BYE" timeout="${Math.max(1, call.talkMs)}" ontimeout="4"/>`,
      answerBye.replace('<send>', '<send next="9">'),
      '<label id="4"/>',
      inside('BYE', 30),
      '<recv response="481" optional="true" next="9"/>',
      '<recv response="200"/>',
    );
  } else {
    parts.push('<recv request="BYE" timeout="300000"/>', answerBye);
  }
  parts.push(pause(1).replace('/>', ' next="9"/>'), '<label id="8"/>', refused('2'), '<label id="9"/>');
  return scenario('call', parts);
}

/** A gateway: takes any number of calls, each in this way. */
export function gatewayScenario(gateway: Gateway): string {
  const { status = 200, answerAfterMs = 200, isRinging = true } = gateway;
  if (gateway.isSilent) return scenario('silent gateway', ['<recv request="INVITE"/>', pause(60_000)]);
  if (gateway.registrar !== undefined) return registrarScenario(gateway.registrar);
  const invite = '<recv request="INVITE" rrs="true"/>';
  const ringing = isRinging ? [send(answerTo('180 Ringing', [CONTACT_OF_US]), '')] : [];
  if (status !== 200) {
    const contact = gateway.contact === undefined ? [] : [`Contact: <${gateway.contact}>`];
    return scenario('refusing gateway', [
      invite,
      ...(status === 503 || status === 302 ? [] : [...ringing, pause(answerAfterMs)]),
      send(answerTo(`${status} Refused`, contact)),
      '<recv request="ACK"/>',
    ]);
  }
  const hangUp = gateway.talkMs === undefined ? '' : ` timeout="${gateway.talkMs}" ontimeout="6"`;
  const byeOfGateway = [
    '<label id="6"/>',
    send(`BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$2]
To: [$1]
[routes]
[last_Call-ID:]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0`),
    '<recv response="200" next="9"/>',
  ];
  const cancelled = [
    '<label id="3"/>',
    send(answerTo('200 OK', []), ''),
    // Of the INVITE: a CANCEL has one Via only, and the way back has as many as there were hops (RFC 3261 §9.2).
    send(
      answerTo('487 Request Terminated', [])
        .replace('[last_CSeq:]', 'CSeq: 2 INVITE')
        .replace('[last_Via:]\n', '[$3]'),
    ),
    '<recv request="ACK"/>',
    '<label id="9"/>',
  ];
  const keepsWay = '<ereg regexp="(Via: [^\n]*\n)+" search_in="msg" check_it="false" assign_to="3,4"/>';
  const ok = answerTo('200 OK', [CONTACT_OF_US, 'Content-Type: application/sdp'], SDP);
  const end = send(answerTo('200 OK', []), '');
  const asked = invite.replace('/>', `><action>${keepsWay}</action></recv><Reference variables="4"/>`);
  return scenario(
    'answering gateway',
    [
      ...(gateway.digest === undefined ? [asked] : digestParts(gateway.digest, keepsWay)),
      ...ringing,
      `<recv request="CANCEL" timeout="${Math.max(1, answerAfterMs)}" ontimeout="1" next="3"/>`,
      '<label id="1"/>',
      send(ok),
      '<recv request="ACK"/>',
      '<label id="2"/>',
      `<recv request="INVITE" optional="true" next="4" rrs="true"${hangUp}/>`,
      `<recv request="OPTIONS" optional="true" next="5"${hangUp}/>`,
      `<recv request="BYE"${hangUp}/>`,
      end.replace('<send>', '<send next="9">'),
      '<label id="4"/>',
      send(ok),
      '<recv request="ACK" next="2"/>',
      '<label id="5"/>',
      end.replace('<send>', '<send next="2">'),
      ...(gateway.talkMs === undefined ? [] : byeOfGateway),
      ...cancelled,
    ].map((part) =>
      gateway.talkMs !== undefined && part === '<recv request="ACK"/>' ? ACK_WITH_PARTIES : part,
    ),
  );
}

/** Asks who calls with 401 (SIPp checks no other), and goes on when the digest of the next INVITE is right; asks again otherwise. */
function digestParts({ realm, username, password }: Digest, keepsWay: string): string[] {
  const challenge = `WWW-Authenticate: Digest realm="${realm}", nonce="[pid]-[call_number]", algorithm=MD5`;
  const asks = send(answerTo('401 Unauthorized', [challenge]));
  const verifies = `<verifyauth assign_to="5" username="${username}" password="${password}"/>`;
  return [
    '<recv request="INVITE"/>',
    asks,
    '<recv request="ACK"/>',
    `<recv request="INVITE" rrs="true"><action>${keepsWay}${verifies}</action></recv><Reference variables="4"/>`,
    '<nop test="5" next="8"/>',
    asks,
    '<recv request="ACK" next="9"/>',
    '<label id="8"/>',
  ];
}

/** Asks who registers, and answers with the contact that it was sent; 403 for a wrong digest. */
function registrarScenario({ realm, username, password }: Digest): string {
  const challenge = `WWW-Authenticate: Digest realm="${realm}", nonce="[pid]-[call_number]", algorithm=MD5`;
  return scenario('registrar', [
    '<recv request="REGISTER"/>',
    send(answerTo('401 Unauthorized', [challenge]), ''),
    `<recv request="REGISTER"><action><verifyauth assign_to="5" username="${username}" password="${password}"/></action></recv>`,
    '<nop test="5" next="8"/>',
    send(answerTo('403 Forbidden', []), '').replace('<send>', '<send next="9">'),
    '<label id="8"/>',
    send(answerTo('200 OK', ['[last_Contact:];expires=600']), ''),
    '<label id="9"/>',
  ]);
}

/** The gateway's own BYE turns From and To of the call around. */
const ACK_WITH_PARTIES = `<recv request="ACK"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="1"/>
<ereg regexp=".*" search_in="hdr" header="To:" assign_to="2"/>
</action></recv>`;

function answerTo(line: string, more: readonly string[], body?: string): string {
  const tail = body === undefined ? ['Content-Length: 0'] : ['Content-Length: [len]', '', body];
  return [
    `SIP/2.0 ${line}`,
    '[last_Via:]',
    '[last_Record-Route:]',
    '[last_From:]',
    '[last_To:];tag=[pid]S[call_number]',
    '[last_Call-ID:]',
    '[last_CSeq:]',
    ...more,
    ...tail,
  ].join('\n');
}

function pause(ms: number): string {
  return `<pause milliseconds="${ms}"/>`;
}

function send(text: string, retrans = ' retrans="500"'): string {
  return `<send${retrans}><![CDATA[\n${text}\n\n]]></send>`;
}

function scenario(name: string, parts: readonly string[]): string {
  return `<?xml version="1.0"?>\n<scenario name="${name}">\n${parts.join('\n')}\n</scenario>\n`;
}
