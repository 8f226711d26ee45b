/** What a sealed secret is for: it opens for the same purpose only, so that one cannot stand in for another. */
export const GATEWAY_PASSWORD = 'gateway password';
export const SWITCH_CONTROL_KEY = 'switch control key';
