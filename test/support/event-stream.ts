/** Reads server-sent events as a browser does. */
type Event = Readonly<{ id: string; name: string; data: Record<string, unknown> }>;

export type EventStream = Readonly<{
  status: number;
  headers: Headers;
  /** The next event that is none of `beat`; null at the end. */
  next: () => Promise<Event | null>;
  /** Reads on until an event meets the condition. */
  until: (holds: (event: Event) => boolean) => Promise<Event>;
  close: () => void;
}>;

export async function openEvents(url: string, headers: Record<string, string>): Promise<EventStream> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<Event | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const lines = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        text = text.slice(end + 2);
        const name = lines.get('event') ?? '';
        if (name === 'beat') continue;
        return {
          id: lines.get('id') ?? '',
          name,
          data: JSON.parse(lines.get('data') ?? '{}') as Event['data'],
        };
      }
      const read = await reader?.read();
      if (read === undefined || read.done) return null;
      text += read.value;
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    next,
    until: async (holds) => {
      for (;;) {
        const event = await next();
        if (event === null) throw new Error('the stream ended before');
        if (holds(event)) return event;
      }
    },
    close: () => leaving.abort(),
  };
}
