/** A file that is made while it is sent. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const FILE_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
  zip: 'application/zip',
} as const;

/** As the OpenAPI file names them. */
export function producesOf(formats: readonly (keyof typeof FILE_TYPES)[]): string[] {
  return formats.map((format) => FILE_TYPES[format].replace(/;.*/, ''));
}

/** Sets the headers and returns the stream, once its first piece is there. */
export async function fileStream(
  reply: FastifyReply,
  format: keyof typeof FILE_TYPES,
  { name, pieces }: Readonly<{ name: string; pieces: AsyncGenerator<string | Uint8Array> }>,
): Promise<string> {
  // A failure of the first page is a problem with its reason; later ones can only break the file off.
  const first = await pieces.next();
  void reply
    .type(FILE_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store');
  // A stream is sent as it is, whatever the schema says that its text is.
  return Readable.from(fromFirst(first, pieces), { objectMode: false }) as unknown as string;
}

async function* fromFirst(
  first: IteratorResult<string | Uint8Array>,
  rest: AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done === true) return;
  yield Buffer.from(first.value);
  for await (const piece of rest) yield Buffer.from(piece);
}
