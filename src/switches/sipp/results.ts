/** Reads what happened on the wire from SIPp's message log (-trace_msg). */

export type Message = Readonly<{
  atMs: number;
  isSent: boolean;
  /** Request or status line. */
  line: string;
  headers: readonly (readonly [name: string, value: string])[];
}>;

export type CallResult = Readonly<{
  /** Final answer to the INVITE: of the one with the digest, or to the first if it was refused at once; null = none. */
  sipStatus: number | null;
  /** Reason phrase of that answer. */
  sipReason: string | null;
  /** Reason header (RFC 3326) of that answer. */
  reasonHeader: string | null;
  /** From the answer to the first BYE, seen from the phone; null = not answered or no BYE seen. */
  talkMs: number | null;
  endedBy: 'phone' | 'network' | null;
  /** Answers to REFER and to re-INVITEs, in order. */
  referStatus: number | null;
  reinviteStatuses: readonly number[];
  messages: readonly Message[];
}>;

const HEAD = /^-{20,} (\d{4}-\d\d-\d\d)[ \t](\d\d:\d\d:\d\d\.\d+).*$/;
const KIND = /^(UDP|TCP) message (sent|received)/;

/** Parses a message log: one entry per SIP message, oldest first. */
export function parseMessages(log: string): Message[] {
  const messages: Message[] = [];
  const blocks = log.split(/^(?=-{20,} \d{4}-)/m);
  for (const block of blocks) {
    const lines = block.split(/\r?\n/);
    const head = HEAD.exec(lines[0] ?? '');
    const kind = KIND.exec(lines[1] ?? '');
    if (head === null || kind === null) continue;
    const [line = '', ...rest] = lines.slice(3);
    const end = rest.indexOf('');
    const headers = rest.slice(0, end === -1 ? rest.length : end).map((text) => {
      const colon = text.indexOf(':');
      return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()] as const;
    });
    messages.push({ atMs: Date.parse(`${head[1]}T${head[2]}Z`), isSent: kind[2] === 'sent', line, headers });
  }
  return messages;
}

/** The value of a header, or null; names are compared without case. */
export function header(message: Message, name: string): string | null {
  return message.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** Sums up one phone's call. */
export function callResult(log: string): CallResult {
  const messages = parseMessages(log);
  const finals = (method: string) =>
    messages.filter(({ isSent, line, headers }) => {
      const status = statusOf(line);
      const cseq = headers.find(([name]) => name.toLowerCase() === 'cseq')?.[1] ?? '';
      return !isSent && status !== null && status >= 200 && cseq.endsWith(` ${method}`);
    });
  const ofInvite = finals('INVITE');
  const cseqOf = (message: Message) => Number.parseInt(header(message, 'CSeq') ?? '', 10);
  const final =
    ofInvite.find((message) => cseqOf(message) === 2) ??
    ofInvite.find((message) => cseqOf(message) === 1 && statusOf(message.line) !== 407) ??
    null;
  const isAnswered = final !== null && statusOf(final.line) === 200;
  const bye = messages.find(({ line }) => line.startsWith('BYE ')) ?? null;
  return {
    sipStatus: final === null ? null : statusOf(final.line),
    sipReason: final === null ? null : final.line.split(' ').slice(2).join(' '),
    reasonHeader: final === null ? null : header(final, 'Reason'),
    talkMs: isAnswered && bye !== null ? bye.atMs - final.atMs : null,
    endedBy: bye === null ? null : bye.isSent ? 'phone' : 'network',
    referStatus: statusOf(finals('REFER')[0]?.line ?? ''),
    reinviteStatuses: ofInvite
      .filter((message) => cseqOf(message) > 2)
      .map(({ line }) => statusOf(line) ?? 0),
    messages,
  };
}

function statusOf(line: string): number | null {
  const status = /^SIP\/2\.0 (\d{3})/.exec(line)?.[1];
  return status === undefined ? null : Number(status);
}
