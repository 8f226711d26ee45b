/** Server-sent events of the API. Not the browser's EventSource: that one hides why it was refused. */
import { openAnswer } from './client.ts';
import { ApiProblem } from './problem.ts';

type Options = Readonly<{
  query?: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  onEvent: (name: string, data: unknown) => void;
}>;

/** A stream that says nothing for so long (it has a beat every two seconds) is one that is cut. */
const SILENCE_MS = 10_000;

/** Reads until the stream ends. Throws an `ApiProblem` when it is refused, `unreachable` when it is cut. */
export async function readEvents(path: string, { query = {}, signal, onEvent }: Options): Promise<void> {
  const silence = new AbortController();
  const response = await openAnswer(path, { query, signal: AbortSignal.any([signal, silence.signal]) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  let text = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const events = (text + read.value).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) tell(event, onEvent);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiProblem(0, { code: 'unreachable' });
  } finally {
    clearTimeout(timer);
  }
}

/** One event: lines of names and values, of which the last of each name counts here (WHATWG HTML §9.2.6). */
function tell(event: string, onEvent: Options['onEvent']): void {
  const lines = new Map(
    event.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  const data = lines.get('data');
  if (data !== undefined) onEvent(lines.get('event') ?? 'message', JSON.parse(data));
}
