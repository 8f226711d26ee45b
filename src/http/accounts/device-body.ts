import { registrationStatus } from '../../domain/accounts/registration.ts';
import type { SipDeviceRow } from '../../postgres/accounts/sip-devices.ts';

/** A SIP device as it goes over the wire, without any secret. */
export function deviceBody(row: SipDeviceRow, now: Date) {
  const { failedAt, failureReason, failureSource } = row;
  return {
    id: row.publicId,
    label: row.label,
    status: row.status,
    extension: row.extension,
    username: row.username,
    domain: row.domain,
    previousValidUntil:
      row.previousValidUntil !== null && row.previousValidUntil > now
        ? row.previousValidUntil.toISOString()
        : null,
    createdAt: row.createdAt.toISOString(),
    registration: {
      status: registrationStatus(row, now),
      at: row.registeredAt?.toISOString() ?? null,
      from: row.source,
      port: row.port,
      transport: row.transport,
      contact: row.contact,
      userAgent: row.userAgent,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      failure:
        failedAt === null || failureReason === null || failureSource === null
          ? null
          : { at: failedAt.toISOString(), reason: failureReason, from: failureSource },
    },
    lastRegisteredAt: row.registeredAt?.toISOString() ?? null,
    lastRegisteredFrom: row.source,
  };
}
