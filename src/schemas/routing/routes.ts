/** Providers, their trunks and gateways, and the switches that ask us. */
import { z } from 'zod';
import { controlUrlMistake } from '../../domain/routing/control-url.ts';
import { isGatewayHost } from '../../domain/routing/gateway-host.ts';
import { countryCode, instant, line, page, pageQuery, publicId, searchQuery } from '../common.ts';
import { network } from '../network.ts';
import { email } from '../accounts/account-groups.ts';
import { SWITCH_TROUBLES } from '../../domain/routing/switch-health.ts';
import { isTimezone } from '../../domain/accounts/places.ts';

const status = z.enum(['active', 'inactive']);
/** Carriers publish a few; each is looked for at a call that comes in. */
const INBOUND_NETWORKS_MAX = 50;

const localizationId = publicId.nullable().optional();

const providerFields = z.strictObject({
  name: line(200, 1),
  contactName: line(100).optional(),
  email: email.nullable().optional(),
  country: countryCode.optional(),
  timezone: z.string().refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".').optional(),
  reference: line(100).optional(),
  localizationId: localizationId.describe(
    'The rule set that writes numbers for this carrier, after that of the trunk; one of the operator’s',
  ),
});
export const createProvider = providerFields;
export const changeProvider = providerFields
  .partial()
  .extend({ status: z.enum(['active', 'suspended', 'closed']).optional() });
export const provider = z
  .object({
    id: publicId,
    number: z.string(),
    name: z.string(),
    contactName: z.string(),
    email: z.string().nullable(),
    country: z.string(),
    timezone: z.string(),
    reference: z.string(),
    localizationId: publicId.nullable(),
    localizationName: z.string().nullable(),
    status: z.enum(['active', 'suspended', 'closed']),
    createdAt: instant,
  })
  .meta({ id: 'Provider' });
export const providerQuery = z.object({ q: searchQuery, ...pageQuery });
export const providerPage = page(provider);

const codecs = z
  .array(z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'A codec is a name such as "PCMA".'))
  .max(20);
const trunkFields = z.strictObject({
  name: line(100, 1),
  terminationRateGroupId: publicId.describe('The price list of the carrier; its direction is termination'),
  priority: z.number().int().min(0).max(10_000).optional().describe('Lower is tried first'),
  capacity: z.number().int().min(1).max(1_000_000).nullable().optional(),
  cpsMax: z.number().int().min(1).max(100_000).nullable().optional(),
  codecs: codecs.optional(),
  stripPrefix: z
    .string()
    .regex(/^[0-9]{0,20}$/, 'Send up to 20 digits.')
    .optional(),
  addPrefix: z
    .string()
    .regex(/^[+0-9*#]{0,20}$/, 'Send up to 20 of 0-9, +, * and #.')
    .optional(),
  inboundNetworks: z
    .array(network)
    .max(INBOUND_NETWORKS_MAX)
    .transform((networks) => [...new Set(networks)])
    .optional()
    .describe(
      'Addresses and networks that its calls to our numbers come from, besides those of its gateways; none that another trunk has. Of trunks with a gateway at the same address, the one that names it here takes the calls from there, else the oldest',
    ),
  emergencyCountries: z
    .array(countryCode)
    .max(250)
    .transform((countries) => [...new Set(countries)].sort())
    .optional()
    .describe('Countries whose emergency calls it carries (ISO 3166)'),
  localizationId: localizationId.describe(
    'The rule set that writes numbers for this trunk, before its prefixes; one of the operator’s',
  ),
});
export const createTrunk = trunkFields.extend({ providerId: publicId });
export const changeTrunk = trunkFields.partial().extend({ status: status.optional() });

const host = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isGatewayHost, 'Send an IPv4 or IPv6 address or a host name, without port or scheme.');
const gatewayFields = z.strictObject({
  name: line(100, 1),
  host,
  port: z.number().int().min(1).max(65_535).optional(),
  transport: z.enum(['udp', 'tcp', 'tls']).optional(),
  position: z.number().int().min(1).max(100).optional().describe('Order inside the trunk'),
  username: line(100).optional(),
  password: line(200)
    .nullable()
    .optional()
    .describe('Kept sealed, never shown. Another host needs it anew, or null'),
  registers: z
    .boolean()
    .optional()
    .describe(
      'The switch registers there with user name and password, for carriers that send calls only to who does',
    ),
});
export const createGateway = gatewayFields.extend({ trunkId: publicId });
export const changeGateway = gatewayFields.partial().extend({
  status: status.optional().describe('inactive takes it out; active puts it back, as a healthy one'),
  inactiveReason: line(200).optional().describe('Why it is out; gone when it is put back'),
});
const gatewayHealth = z.object({
  state: z.enum(['healthy', 'unhealthy']).describe('Unhealthy: calls failed there, and it is left out'),
  failures: z.number().int().describe('Calls that failed there in a row'),
  lastFailure: z
    .object({
      at: instant,
      sipStatus: z
        .number()
        .int()
        .nullable()
        .describe('What it said; 408 = nothing; null = the switch did not tell'),
    })
    .nullable(),
  unhealthySince: instant.nullable(),
  retryAt: instant.nullable().describe('Left out until then; after that one call tries it'),
  recoveredAt: instant.nullable().describe('When a call went well after failures'),
});
export const gateway = z
  .object({
    id: publicId,
    trunkId: publicId,
    trunkName: z.string(),
    name: z.string(),
    host: z.string(),
    port: z.number().int(),
    transport: z.enum(['udp', 'tcp', 'tls']),
    position: z.number().int(),
    status,
    inactiveReason: z.string(),
    health: gatewayHealth,
    username: z.string(),
    hasPassword: z.boolean(),
    registers: z.boolean(),
    registration: z
      .object({ isRegistered: z.boolean(), since: instant, seenAt: instant })
      .nullable()
      .describe(
        'What the switch said last; null when it has said nothing for three minutes, or the gateway does not register',
      ),
  })
  .meta({ id: 'Gateway' });
export const gatewayQuery = z.object({
  trunkId: publicId.optional(),
  health: z
    .enum(['healthy', 'unhealthy'])
    .optional()
    .describe('unhealthy: active ones that calls are not sent to for now'),
  ...pageQuery,
});
export const gatewayPage = page(gateway);

export const trunk = z
  .object({
    id: publicId,
    providerId: publicId,
    providerName: z.string(),
    name: z.string(),
    status,
    priority: z.number().int(),
    terminationRateGroupId: publicId,
    currency: z.string(),
    capacity: z.number().int().nullable(),
    liveCalls: z.number().int().nullable().describe('That count on it now; null without a limit'),
    cpsMax: z.number().int().nullable(),
    codecs: z.array(z.string()),
    stripPrefix: z.string(),
    addPrefix: z.string(),
    inboundNetworks: z.array(z.string()),
    emergencyCountries: z.array(z.string()),
    gateways: z.number().int().describe('Active ones'),
    unhealthyGateways: z.number().int().describe('Of those, the ones that are left out because calls failed'),
    localizationId: publicId.nullable(),
    localizationName: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Trunk' });
export const emergencyCoverage = z
  .object({
    countriesWithoutHelp: z
      .array(z.string())
      .describe('Countries (ISO 3166) of customers whose emergency calls no active trunk carries'),
  })
  .meta({ id: 'EmergencyCoverage' });
export const trunkQuery = z.object({ providerId: publicId.optional(), q: searchQuery, ...pageQuery });
export const trunkPage = page(trunk);

/** Limits are pushed there, so it must be an address of the operator's own choosing, by http(s), or the event socket of a FreeSWITCH. */
const controlUrl = z
  .url({
    protocol: /^(https?|esl)$/,
    message: 'Send an address such as "http://127.0.0.1:5062", for a FreeSWITCH "esl://127.0.0.1:8021".',
  })
  .max(500)
  .superRefine((url, context) => {
    const message = controlUrlMistake(url);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .nullable();
const switchFields = z.strictObject({
  name: line(100, 1),
  kind: z.enum(['kamailio', 'freeswitch', 'asterisk', 'other']),
  controlUrl: controlUrl.optional(),
  controlKey: line(200)
    .nullable()
    .optional()
    .describe('Sent to the switch with each push; kept sealed. Another controlUrl needs it anew'),
});
export const createSwitch = switchFields;
export const changeSwitch = switchFields.partial().extend({ status: status.optional() });
const switchHealth = z.object({
  isConnected: z.boolean().describe('A server of Tollbook hears it'),
  since: instant.describe('It is connected, or is not'),
  trouble: z
    .enum(SWITCH_TROUBLES)
    .nullable()
    .describe('Why it is not; unwatched: no server has heard it of late, nor said why'),
  heardAt: instant.nullable(),
  version: z.string().nullable(),
  startedAt: instant.nullable().describe('The switch itself'),
  sessions: z.number().int().nullable().describe('Legs of calls: two for most'),
  sessionsMax: z.number().int().nullable(),
  idleCpuPercent: z.number().nullable(),
  clockAheadMs: z.number().int().nullable().describe('Its clock, of ours'),
});
export const switchBody = z
  .object({
    id: publicId,
    name: z.string(),
    kind: z.enum(['kamailio', 'freeswitch', 'asterisk', 'other']),
    controlUrl: z.string().nullable(),
    status,
    createdAt: instant,
    lastSeenAt: instant.nullable(),
    can: z
      .object({ push: z.boolean(), ask: z.boolean(), play: z.boolean() })
      .describe(
        'push: limits of running calls are changed there, and calls ended; ask: it says whether a call lives; play: callers hear prompts, for calling cards',
      ),
    health: switchHealth
      .nullable()
      .describe('Of a FreeSWITCH with an event socket; null = there is none, or nothing was told yet'),
  })
  .meta({ id: 'Switch' });
export const switchWithKey = switchBody
  .extend({ key: z.string().describe('Shown this once') })
  .meta({ id: 'SwitchWithKey' });
export const switchPage = page(switchBody);
