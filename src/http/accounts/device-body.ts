import type { SipDeviceRow } from '../../postgres/accounts/sip-devices.ts';

/** A SIP device as it goes over the wire, without any secret. */
export function deviceBody(row: SipDeviceRow) {
  return {
    id: row.publicId,
    label: row.label,
    status: row.status,
    username: row.username,
    domain: row.domain,
    createdAt: row.createdAt.toISOString(),
    lastRegisteredAt: row.lastRegisteredAt?.toISOString() ?? null,
    lastRegisteredFrom: row.lastRegisteredFrom,
  };
}
