/** How the numbers of documents look: "INV-{year}-{number:5}" makes INV-2026-00042. */
import type { Settings } from '../accounts/settings.ts';
import { PLACEHOLDER } from '../number-format.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './document.ts';

type Formats = Readonly<Record<DocumentKind, string>>;

/** Of an issuer, as its settings say. */
export function formatsOf(settings: Settings): Formats {
  return {
    receipt: settings['billing.number_format_receipt'],
    usage_receipt: settings['billing.number_format_usage_receipt'],
    invoice: settings['billing.number_format_invoice'],
    credit_note: settings['billing.number_format_credit_note'],
    commission_note: settings['billing.number_format_commission_note'],
  };
}

/** The number as printed; one that has outgrown its digits is written in full. */
export function formatNumber(format: string, year: number, serial: bigint): string {
  return format.replace(PLACEHOLDER, (_, name: string, digits: string | undefined) =>
    name === 'year' ? String(year).padStart(4, '0') : String(serial).padStart(Number(digits ?? 1), '0'),
  );
}

/** Numbers that a format may make, as a regular expression of PostgreSQL, without regard to case. */
export function patternOf(format: string): string {
  const parts = format.split(/\{(?:year|number)(?::\d{1,2})?\}/);
  return `^${parts.map((part) => part.replaceAll(/[^A-Za-z0-9 ]/g, '\\$&')).join('[0-9]+')}$`;
}

/** Two kinds whose formats may make the same number, in the order of the kinds; null when no two do. */
export function clashOfFormats(formats: Formats): readonly [DocumentKind, DocumentKind] | null {
  for (const [index, kind] of DOCUMENT_KINDS.entries()) {
    const other = DOCUMENT_KINDS.slice(0, index).find((earlier) =>
      mayMakeTheSame(formats[earlier], formats[kind]),
    );
    if (other !== undefined) return [other, kind];
  }
  return null;
}

/**
 * A number is texts with runs of digits between them, so two that are equal have the same texts, and runs that may be equal:
 * any with a placeholder in it may, digits alone only if they are the same. Upper and lower case is one thing to a reader.
 */
function mayMakeTheSame(first: string, second: string): boolean {
  const [one, two] = [first, second].map((format) => {
    const plain = format.toLowerCase().replace(PLACEHOLDER, '{}');
    const runs = /(?:\d|\{\})+/g;
    return { texts: plain.replace(runs, '{}'), runs: plain.match(runs) ?? [] };
  });
  if (one === undefined || two === undefined || one.texts !== two.texts) return false;
  return one.runs.every((run, index) => {
    const other = two.runs[index] ?? '';
    return run.includes('{') || other.includes('{') || run === other;
  });
}
