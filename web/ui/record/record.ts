/** What a form of one thing holds: its fields, what is typed into them, and the request that it makes of them. */
import { instantOf, localOf } from '../../../src/domain/zoned-time.ts';
import { wholeOfTyped, withoutZeros } from '../decimal.ts';

export type Option = Readonly<{ value: string; label: string }>;
/** A text as typed (a number with its point), a tick, or what was chosen: in its order where that counts. */
export type FieldValue = string | boolean | readonly string[];
export type RecordValues = Readonly<Record<string, FieldValue>>;
export type RecordBody = Readonly<Record<string, unknown>>;

/** Options that the server looks up, because there may be too many for a list. */
export type Lookup = Readonly<{
  /** Names the list, for what was looked up already. */
  key: readonly unknown[];
  find: (q: string, signal: AbortSignal) => Promise<readonly Option[]>;
  chosen?: Option | null;
}>;

export type RecordField = Readonly<{
  /** As the API calls it. */
  name: string;
  input:
    | 'text'
    | 'words'
    /** A list, one a line. */
    | 'lines'
    /** One text of several lines. */
    | 'prose'
    | 'decimal'
    | 'whole'
    | 'check'
    | 'choice'
    | 'lookup'
    | 'ordered'
    | 'several'
    | 'instant'
    | 'secret';
  isRequired?: boolean;
  /** What an empty input is in the request; left out: an empty text. */
  empty?: 'null' | 'omitted';
  options?: readonly Option[];
  lookup?: Lookup;
  /** Where the catalogue cannot know it, such as the name of a trunk. */
  label?: string;
  help?: string;
  /** What an empty choice or input means, in words. */
  none?: string;
  unit?: string;
  isMono?: boolean;
  isWide?: boolean;
  /** Shown, but no longer changed; never sent. */
  isFixed?: boolean;
  inputMode?: 'numeric' | 'tel' | 'email' | 'url';
  /** What a browser may fill in, as HTML calls it; left out: nothing. */
  autoComplete?: string;
  isShown?: (values: RecordValues) => boolean;
  /** Shown once the server has answered that it is needed. */
  isAskedFor?: boolean;
}>;

/** By field: a sentence of the shared schemas or of the server. */
export type Mistakes = Readonly<Record<string, string>>;

/** What of a zod schema is needed here. */
export type Schema = Readonly<{
  safeParse: (body: unknown) => Readonly<{
    error?: Readonly<{ issues: readonly Readonly<{ path: readonly PropertyKey[]; message: string }>[] }>;
  }>;
}>;

/** Fields that are on the page now. */
export function shownFields(fields: readonly RecordField[], values: RecordValues): readonly RecordField[] {
  return fields.filter(({ isShown }) => isShown?.(values) ?? true);
}

/** The inputs for a thing as the API answered it. */
export function valuesOf(fields: readonly RecordField[], record: RecordBody, zone: string): RecordValues {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, record[field.name], zone)]));
}

function valueOf({ input }: RecordField, raw: unknown, zone: string): FieldValue {
  if (input === 'check') return raw === true;
  if (input === 'words') return Array.isArray(raw) ? raw.join(', ') : '';
  if (input === 'lines') return Array.isArray(raw) ? raw.join('\n') : '';
  if (input === 'ordered' || input === 'several') return Array.isArray(raw) ? raw.map(String) : [];
  if (typeof raw !== 'string' && typeof raw !== 'number') return '';
  if (input === 'instant') return raw === '' ? '' : localOf(String(raw), zone);
  if (input === 'decimal') return withoutZeros(String(raw));
  return String(raw);
}

/** The request, of the fields that are shown. What is no number is sent as typed: the schema says what is wrong. */
export function bodyOf(fields: readonly RecordField[], values: RecordValues, zone: string): RecordBody {
  const entries = shownFields(fields, values)
    .filter(({ isFixed }) => isFixed !== true)
    .map((field) => [field.name, sentOf(field, values[field.name] ?? '', zone)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function sentOf({ input, empty }: RecordField, value: FieldValue, zone: string): unknown {
  if (typeof value !== 'string') return value;
  const text = input === 'secret' ? value : value.trim();
  if (input === 'words') return text.split(/[\s,;]+/).filter((word) => word !== '');
  if (input === 'lines') return linesOf(text);
  if (text === '') return empty === 'null' ? null : empty === 'omitted' ? undefined : '';
  switch (input) {
    case 'whole':
      return wholeOfTyped(text);
    case 'instant':
      return Number.isNaN(Date.parse(text)) ? text : instantOf(text, zone);
    default:
      return text;
  }
}

/** Lines of a text as they are sent: trimmed, without empty ones. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Only what differs from before. */
export function changesOf(before: RecordBody, after: RecordBody): RecordBody {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}

/** Every mistake at its field, by our own look at the inputs first and then by the server's schema. */
export function mistakesOf(
  fields: readonly RecordField[],
  body: RecordBody,
  schema: Schema,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, input, isRequired, isFixed } of fields) {
    const value = body[name];
    if (isFixed === true) continue;
    const isEmpty = value === undefined || value === null || value === '';
    if (isRequired === true && isEmpty)
      found[name] =
        input === 'choice' || input === 'lookup' ? 'Required: choose one.' : 'Required: type something here.';
    else if (input === 'whole' && typeof value === 'string' && value !== '')
      found[name] = 'Type a whole number.';
  }
  for (const { path, message } of schema.safeParse(body).error?.issues ?? []) {
    const name = String(path[0] ?? '');
    found[name] ??= message;
  }
  return found;
}

/** The rules of one group of a larger request, for a form that holds that group only. */
export function groupOf(schema: Schema, group: string): Schema {
  return {
    safeParse: (body) => {
      const { error } = schema.safeParse({ [group]: body });
      if (error === undefined) return {};
      return { error: { issues: error.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) } };
    },
  };
}
