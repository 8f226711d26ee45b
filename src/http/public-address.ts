/** Whether a request came the way that people are meant to come: by https, and from a page of ours. */
import type { FastifyRequest } from 'fastify';
import { parseAddress } from '../domain/accounts/networks.ts';
import { Problem } from '../domain/problem.ts';
import { pathOfBrandHost } from '../postgres/accounts/brands.ts';
import type { HttpDeps } from './app.ts';
import { sessionTokenOf } from './cookies.ts';

const READ_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The API key or other bearer token of a request. */
export function bearerOf(request: FastifyRequest): string | null {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}

/**
 * Behind an https address every request comes by the proxy that was named, or from this very machine, such as a check of
 * health. Anything else was typed in the clear, or comes by a proxy whose word does not count; both are `https_required`.
 */
export function checkProtocol(request: FastifyRequest, { isSecure, publicUrl }: HttpDeps): void {
  if (!isSecure || request.protocol === 'https') return;
  const isForwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  if (!isForwarded && isThisMachine(request.socket.remoteAddress)) return;
  const proxy =
    `This request came from ${request.socket.remoteAddress}. If that is your proxy, name it in --trusted-proxy, and ` +
    'let it send X-Forwarded-Proto and X-Forwarded-For.';
  throw new Problem('https_required', {
    detail: isForwarded ? `${proxy} People open ${publicUrl}.` : `Open ${publicUrl}. ${proxy}`,
  });
}

/** The page that a write comes from, whose origin was checked: passkeys are asked for there. */
export function pageOf(request: FastifyRequest, { publicUrl }: Pick<HttpDeps, 'publicUrl'>) {
  const origin = request.headers.origin ?? publicUrl;
  return { origin, host: new URL(origin).hostname };
}

const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded'];

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3), also written as IPv6, or ::1. */
function isThisMachine(address: string | undefined): boolean {
  const parsed = parseAddress(address ?? '');
  if (parsed === null) return false;
  return parsed.family === 4 ? parsed.value >> 24n === 127n : parsed.value === 1n;
}

/**
 * A browser sends the cookie with requests that other sites cause; it also says where they come from.
 * API keys are not sent by themselves, so they need no origin.
 */
export async function checkOrigin(request: FastifyRequest, deps: HttpDeps): Promise<void> {
  if (READ_METHODS.has(request.method) || bearerOf(request) !== null) return;
  const { origin } = request.headers;
  if (origin === undefined && sessionTokenOf(request, deps) === null) return;
  if (origin !== undefined && isOwnOrigin(origin, request, deps)) return;
  if (origin !== undefined && (await isBrandOrigin(origin, request, deps))) return;
  throw new Problem('origin_not_allowed', { detail: originDetail(origin, deps) });
}

/** A server that was started for this machine only cannot be opened by another name: how to change that. */
function originDetail(origin: string | undefined, { publicUrl, isSecure }: HttpDeps): string {
  const atPanel = `Open the panel at ${publicUrl}, or send an API key.`;
  if (isSecure || origin === undefined || !URL.canParse(origin) || isLoopback(new URL(origin).hostname))
    return atPanel;
  return (
    `${atPanel} This server was started for this machine only. To open it as ${new URL(origin).host}, put a proxy ` +
    `with https in front, and start it with --public-url https://${new URL(origin).host} --trusted-proxy ADDRESS.`
  );
}

/** The public address; while that is this machine, any of its loopback names with the same port. */
function isOwnOrigin(origin: string, request: FastifyRequest, deps: HttpDeps): boolean {
  if (origin === deps.publicUrl) return true;
  if (!URL.canParse(origin) || !isLoopback(new URL(deps.publicUrl).hostname)) return false;
  const { host, hostname, protocol } = new URL(origin);
  return protocol === 'http:' && isLoopback(hostname) && host === request.headers.host;
}

/** The host name of a reseller, by which the request itself came. */
async function isBrandOrigin(origin: string, request: FastifyRequest, deps: HttpDeps): Promise<boolean> {
  if (!URL.canParse(origin)) return false;
  const { host, hostname, protocol } = new URL(origin);
  if (protocol !== (deps.isSecure ? 'https:' : 'http:') || host !== request.host.toLowerCase()) return false;
  return (await pathOfBrandHost(deps.reads, hostname)) !== null;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
