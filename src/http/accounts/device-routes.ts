/** SIP devices of an account. */
import { known } from '../../domain/assert.ts';
import { addDevice, renewDeviceSecret } from '../../operations/accounts/add-device.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { deviceByPublicId, devicesOfAccount } from '../../postgres/accounts/sip-devices.ts';
import { hasActiveSwitch } from '../../postgres/routing/switches.ts';
import { createDevice, deviceList, sipDeviceWithSecret } from '../../schemas/accounts/account.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { deviceBody } from './device-body.ts';

const tags = ['SIP devices'];

/** Registers the routes of SIP devices. Passwords are answered by the request that makes them only. */
export function addDeviceRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/devices`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: 'List the SIP devices of an account',
        params: idParams,
        response: answers({ 200: deviceList }),
      },
    },
    async (request) => {
      const { id } = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      const rows = await devicesOfAccount(deps.reads, id);
      return {
        items: rows.map((row) => deviceBody(row, deps.now())),
        canRegister: await hasActiveSwitch(deps.reads),
      };
    },
  );

  app.post(
    `${API}/accounts/:id/devices`,
    {
      config: { permission: 'devices:edit' },
      schema: {
        tags,
        summary: 'Add a SIP device',
        params: idParams,
        body: createDevice,
        response: answers({ 201: sipDeviceWithSecret }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const secret = await addDevice(deps, actor, request.params.id, request.body.label ?? '');
      const device = known(
        await deviceByPublicId(deps.reads, secret.deviceId, actor.scopePath),
        'the device that was made',
      );
      return reply.code(201).send({ ...deviceBody(device, deps.now()), password: secret.password });
    },
  );

  app.post(
    `${API}/devices/:id/secret`,
    {
      config: { permission: 'devices:renew' },
      schema: {
        tags,
        summary: 'Make a new user name and password; the ones before stay valid for 24 hours',
        params: idParams,
        response: answers({ 201: sipDeviceWithSecret }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const secret = await renewDeviceSecret(deps, actor, request.params.id);
      const device = known(
        await deviceByPublicId(deps.reads, secret.deviceId, actor.scopePath),
        'the device with the new secret',
      );
      const previousValidUntil = secret.previousValidUntil.toISOString();
      return reply
        .code(201)
        .send({ ...deviceBody(device, deps.now()), password: secret.password, previousValidUntil });
    },
  );
}
