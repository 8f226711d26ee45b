/** How the panel looks to the accounts of the operator or a reseller. */
import { z } from 'zod';
import { line } from '../common.ts';

const colour = z
  .string()
  .trim()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'Send a colour of six hexadecimal digits, such as "#14664f".')
  .nullable()
  .describe('null = that of whoever is above');

export const brandInput = z.strictObject({
  productName: line(40).describe('Stands where the panel names itself; empty = that of whoever is above'),
  buttonColour: colour.describe('White words must have a contrast of 4.5 : 1 on it'),
  barColour: colour.describe(
    'Of the bar with the menu; its pale words must have a contrast of 4.5 : 1 on it',
  ),
});

export const brand = z
  .object({
    productName: z.string(),
    buttonColour: z.string().nullable(),
    barColour: z.string().nullable(),
    logoUrl: z.string().nullable().describe('Of this server; another picture has another address'),
  })
  .meta({ id: 'Brand' });

export const logoParams = z.object({ hash: z.string().max(64) });

/** RFC 1123 §2.1, in lower case; a single label is none that mail or a certificate could name. */
const NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const name = z.string().trim().toLowerCase();

export const sipDomain = z.strictObject({
  domain: name
    .max(64, 'Send a domain of 64 characters at most: that is what switches keep.')
    .regex(NAME, 'Send a SIP domain such as "sip.example.com", without "sip:".')
    .nullable()
    .describe('null = that of whoever is above. DNS for it is the operator’s to see to'),
});

export const brandHost = z.strictObject({
  host: name
    .max(253)
    .regex(NAME, 'Send a host name such as "portal.example.com", without "https://".')
    .nullable()
    .describe('null = none. DNS and TLS for it are the operator’s to see to'),
});
