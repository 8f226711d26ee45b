/** A payment gateway that did not do what it was asked. Its message holds no secret and no card. */
export class GatewayError extends Error {
  override name = 'GatewayError';
  /** away: nothing is known to have happened, and trying again may help. refused: it will not do it. */
  readonly kind: 'away' | 'refused';
  /** Stable, of the gateway: 'api_key_expired', 'charge_already_refunded'. */
  readonly code: string;
  constructor(
    { kind, code, message }: Readonly<{ kind: 'away' | 'refused'; code: string; message: string }>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.kind = kind;
    this.code = code;
  }
}

/** What goes back is told of before what came in is credited: it is followed later. */
export function notCreditedYet(): GatewayError {
  const code = 'not_credited_yet';
  return new GatewayError({ kind: 'away', code, message: code });
}
