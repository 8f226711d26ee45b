/** A connection to the event socket of each active FreeSWITCH that has a control address, kept as the switches change. */
import { eslAddress } from '../../domain/routing/control-url.ts';
import { openEsl, EslUnanswered, type EslClient, type EslRun, type EslTrouble } from './esl-client.ts';
import type { EslEvent } from './esl-protocol.ts';

export type ConnectedSwitch = Readonly<{
  id: bigint;
  name: string;
  kind: string;
  controlUrl: string | null;
  sealedControlKey: Buffer | null;
}>;

export type SwitchWatcher<S extends ConnectedSwitch = ConnectedSwitch> = Readonly<{
  /** It must not throw; the connection reads on while its promise is open, up to a bound. */
  onEvent?: (of: S, run: EslRun, event: EslEvent) => Promise<void> | void;
  /** The connection is new: what happened before it was not told. */
  onUp?: (of: S, run: EslRun) => void;
  onDown?: (of: S, trouble: EslTrouble) => void;
  /** Nobody connects to it any more, at least not there or with that key. */
  onLeft?: (of: S) => void;
}>;

export type EslConnections = Readonly<{
  /** Opens, closes and renews connections as the switches are now. */
  follow: () => void;
  /** Asks this switch; without a connection every answer is missing. */
  runOf: (switchId: bigint) => EslRun;
  /** Those that can be asked now. */
  connected: () => readonly (readonly [switchId: bigint, run: EslRun])[];
  stop: () => Promise<void>;
}>;

const NOT_CONNECTED: EslRun = () => Promise.reject(new EslUnanswered('not_connected'));

/** `switches` are the active ones; `openKey` opens a sealed control key. */
export function keepEslConnections<S extends ConnectedSwitch>(
  {
    switches,
    openKey,
    waits,
  }: Readonly<{
    switches: () => readonly S[];
    openKey: (sealed: Buffer) => string;
    waits?: NonNullable<Parameters<typeof openEsl>[0]['waits']> | undefined;
  }>,
  watcher: SwitchWatcher<S> = {},
): EslConnections {
  const open = new Map<bigint, Readonly<{ of: S; to: string; client: EslClient }>>();
  const closing = new Set<Promise<void>>();
  const { onEvent, onUp, onDown, onLeft } = watcher;
  const close = (id: bigint) => {
    const known = open.get(id);
    if (known === undefined) return;
    open.delete(id);
    onLeft?.(known.of);
    const closed = known.client.stop().finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const connect = (to: S, address: Readonly<{ host: string; port: number }>) => {
    const { sealedControlKey } = to;
    const client: EslClient = openEsl({
      ...address,
      password: sealedControlKey === null ? '' : openKey(sealedControlKey),
      ...(onEvent && { onEvent: (event: EslEvent) => onEvent(to, client.run, event) }),
      onUp: () => onUp?.(to, client.run),
      onDown: (trouble) => onDown?.(to, trouble),
      ...(waits && { waits }),
    });
    return client;
  };
  return {
    follow: () => {
      const wanted = new Map<bigint, S>();
      for (const each of switches()) if (each.kind === 'freeswitch') wanted.set(each.id, each);
      for (const [id, { to }] of open) {
        const now = wanted.get(id);
        if (now === undefined || addressOf(now) !== to) close(id);
      }
      for (const [id, each] of wanted) {
        const address = each.controlUrl === null ? null : eslAddress(each.controlUrl);
        if (address !== null && !open.has(id))
          open.set(id, { of: each, to: addressOf(each), client: connect(each, address) });
      }
    },
    runOf: (id) => open.get(id)?.client.run ?? NOT_CONNECTED,
    connected: () =>
      [...open]
        .filter(([, { client }]) => client.isConnected())
        .map(([id, { client }]) => [id, client.run] as const),
    stop: async () => {
      for (const id of open.keys()) close(id);
      await Promise.all(closing);
    },
  };
}

/** Where it is and with which key. */
const addressOf = ({ controlUrl, sealedControlKey }: ConnectedSwitch) =>
  `${controlUrl} ${sealedControlKey?.toString('base64')}`;
