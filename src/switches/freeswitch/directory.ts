/**
 * Answers mod_xml_curl's questions for the directory: who a phone is by its digest, and which gateways there are that ask who calls.
 * What goes out has been checked against its own form, and is escaped.
 */
import type { NamedGateway } from '../../operations/switches/named-gateways.ts';
import { PROFILE } from './bridge-actions.ts';
import type { Form } from './form-body.ts';
import { element, NOT_FOUND, sectionDocument, type Xml } from './xml.ts';

/** Where a phone that registers can be reached: the address that its packet came from, and its own name there. */
export type RegisteringPhone = Readonly<{
  address: string;
  port: string;
  transport: string;
  contactUser: string;
}>;

export type DirectoryQuestion =
  | Readonly<{
      asks: 'user';
      username: string;
      realm: string;
      source: string;
      userAgent: string;
      /** Null where the phone does anything else. */
      registers: RegisteringPhone | null;
    }>
  | Readonly<{ asks: 'gateways' }>
  /** Something that we have nothing to say to. */
  | Readonly<{ asks: 'other' }>;

/** Throws `FormMistake` for a form that says one thing twice. */
export function readDirectoryQuestion(form: Form): DirectoryQuestion {
  if (form.text('purpose') === 'gateways')
    return { asks: (form.text('profile') ?? PROFILE) === PROFILE ? 'gateways' : 'other' };
  const username = form.text('user');
  const realm = form.text('domain');
  const action = form.text('action');
  const isUser = action === 'sip_auth' || action === 'user_call';
  if (!isUser || form.text('purpose') !== null || username === null || realm === null)
    return { asks: 'other' };
  const source = form.text('ip') ?? '';
  const isRegister = action === 'sip_auth' && form.text('sip_auth_method') === 'REGISTER';
  const registers = isRegister
    ? {
        address: source,
        port: form.text('client_port') ?? '',
        transport: form.text('sip_via_protocol') ?? '',
        contactUser: form.text('sip_contact_user') ?? '',
      }
    : null;
  return {
    asks: 'user',
    username,
    realm,
    source,
    userAgent: form.text('sip_user_agent') ?? '',
    registers,
  };
}

/**
 * The user, as FreeSWITCH checks its digest; "not found" for a phone whose contact cannot be written safely. Not to be kept by
 * FreeSWITCH (`cacheable`): the contact is of this one request, and what it keeps it gives to every other.
 */
export function userDocument(
  {
    username,
    realm,
    registers,
  }: Pick<Extract<DirectoryQuestion, { asks: 'user' }>, 'username' | 'realm' | 'registers'>,
  { ha1, devicePublicId }: Readonly<{ ha1: string; devicePublicId: string }>,
): string {
  const contact = registers === null ? null : contactOf(registers, devicePublicId);
  if (registers !== null && contact === null) return NOT_FOUND;
  const variables = {
    // Only a checked digest brings these to a channel.
    tollbook_device: `${username}@${realm}`,
    user_context: PROFILE,
    // What is registered is the device, whatever the phone's To header says.
    'sip-force-extension': devicePublicId,
    ...(contact === null ? {} : { 'sip-force-contact': contact }),
  };
  const user = element(
    'user',
    { id: username },
    // Without its hash FreeSWITCH lets a user in.
    element('params', {}, named('param', { 'a1-hash': ha1, 'allow-empty-password': 'false' })),
    element('variables', {}, named('variable', variables)),
  );
  return sectionDocument('directory', element('domain', { name: realm }, element('users', {}, user)));
}

/**
 * A contact stands in the dial string of every call to the phone, so nothing that the phone wrote is taken but a plain name: its host
 * could be a carrier's, who would take the call for ours, and a comma would begin a further leg.
 */
function contactOf(
  { address, port, transport, contactUser }: RegisteringPhone,
  deviceId: string,
): string | null {
  if (!/^\d{1,5}$/.test(port)) return null;
  const isPlain = /^[A-Za-z0-9._~+-]{1,64}$/.test(contactUser);
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
    const by = ['tcp', 'tls', 'ws', 'wss'].includes(transport) ? `;transport=${transport}` : '';
    return `<sip:${isPlain ? contactUser : deviceId}@${address}:${port}${by}>`;
  }
  // FreeSWITCH takes no brackets in a contact of ours: of an IPv6 phone it writes the address itself.
  return isPlain && /^[0-9a-f:.]{2,45}$/i.test(address) ? 'NDLB-connectile-dysfunction' : null;
}

/** Named by their ids, which is how the dialplan dials them. */
export function gatewaysDocument(gateways: readonly NamedGateway[]): string {
  if (gateways.length === 0) return NOT_FOUND;
  const written = gateways.map(({ publicId, host, port, transport, username, password, registers }) => {
    const proxy = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const params = {
      username,
      password,
      realm: host,
      proxy,
      'register-proxy': proxy,
      'register-transport': transport,
      register: String(registers),
      'caller-id-in-from': 'true',
      // Calls of a carrier that we are registered at come to the contact, and name our number in To.
      extension: 'auto_to_user',
      context: PROFILE,
      'expire-seconds': '600',
      'retry-seconds': '60',
    };
    return element('gateway', { name: publicId }, named('param', params));
  });
  const user = element('user', { id: 'gateways' }, element('gateways', {}, written));
  return sectionDocument('directory', element('domain', { name: PROFILE }, element('users', {}, user)));
}

function named(tag: 'param' | 'variable', values: Readonly<Record<string, string>>): readonly Xml[] {
  return Object.entries(values).map(([name, value]) => element(tag, { name, value }));
}
