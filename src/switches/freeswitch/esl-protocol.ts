/**
 * The event socket of FreeSWITCH on the wire (mod_event_socket of 1.10): headers, an empty line, and a body as long as
 * Content-Length says. Knows of no connection.
 */

/** Of a frame's header lines together; FreeSWITCH sends two or three short ones. */
const HEADER_BYTES_MAX = 16 * 1024;
/** An event of a call has 5 to 15 kB, and what a phone wrote stands in it several times. */
export const EVENT_BYTES_MAX = 1024 * 1024;
/** All registrations of a large switch. */
export const REPLY_BYTES_MAX = 64 * 1024 * 1024;

export type EslFrame = Readonly<{
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Null: it was longer than allowed, and is skipped. */
  body: Buffer | null;
}>;

/** What is read cannot be this protocol: nothing after it can be trusted. */
export class NotEsl extends Error {}

export type FrameReader = Readonly<{
  /** The frames that these bytes complete, in their order. Throws `NotEsl`. */
  take: (bytes: Buffer) => EslFrame[];
}>;

type Reading = { headers: ReadonlyMap<string, string>; left: number; parts: Buffer[] | null };

/** Puts frames together, wherever the network cut them. */
export function createFrameReader(): FrameReader {
  let head: Buffer = Buffer.alloc(0);
  let reading: Reading | null = null;
  const take = (bytes: Buffer): EslFrame[] => {
    const frames: EslFrame[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      if (reading === null) {
        const before = head.length;
        head = before === 0 ? rest : Buffer.concat([head, rest]);
        const end = endOfHead(head);
        if (end === null) {
          if (head.length > HEADER_BYTES_MAX) throw new NotEsl('headers without an end');
          return frames;
        }
        if (end > HEADER_BYTES_MAX) throw new NotEsl('headers that are too long');
        reading = beginFrame(head.subarray(0, end));
        rest = rest.subarray(end - before);
        head = Buffer.alloc(0);
      }
      const piece = rest.subarray(0, reading.left);
      reading.parts?.push(piece);
      reading.left -= piece.length;
      rest = rest.subarray(piece.length);
      if (reading.left === 0) {
        frames.push({ headers: reading.headers, body: reading.parts && Buffer.concat(reading.parts) });
        reading = null;
      }
    }
    return frames;
  };
  return { take };
}

/** Behind the empty line; null = it has not come. Empty lines before the first header belong to nothing. */
function endOfHead(bytes: Buffer): number | null {
  let start = 0;
  while (bytes[start] === 0x0a) start += 1;
  const end = bytes.indexOf('\n\n', start);
  return end < 0 ? null : end + 2;
}

function beginFrame(head: Buffer): Reading {
  const headers = new Map<string, string>();
  for (const line of head.toString('utf8').split('\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) throw new NotEsl('a line that is no header');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const length = headers.get('content-length') ?? '0';
  if (!/^\d{1,10}$/.test(length)) throw new NotEsl('a length that is no number');
  const left = Number(length);
  const isEvent = headers.get('content-type')?.startsWith('text/event') === true;
  const max = isEvent ? EVENT_BYTES_MAX : REPLY_BYTES_MAX;
  return { headers, left, parts: left > max ? null : [] };
}

/** Fields of an event: texts of FreeSWITCH and of phones, none of them to be trusted. */
export type EslEvent = Readonly<{
  /** Such as CHANNEL_ANSWER. */
  name: string;
  /** Of a CUSTOM event, such as sofia::register; else ''. */
  subclass: string;
  /** Null: the event has no such field, or several of it. */
  field: (name: string) => string | null;
}>;

/** The event of a frame of type text/event-json; null = it is none that can be read. */
export function readEvent(body: Buffer): EslEvent | null {
  const read = parseObject(body);
  if (read === null) return null;
  const field = (name: string) => {
    const value = Object.hasOwn(read, name) ? read[name] : null;
    return typeof value === 'string' ? value : null;
  };
  const name = field('Event-Name');
  return name === null ? null : { name, subclass: field('Event-Subclass') ?? '', field };
}

/** A JSON object, whatever bytes phones have put into its texts; null = it is none. */
export function parseObject(body: Buffer | string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body.toString());
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null; // Not JSON: said by the null.
  }
}
