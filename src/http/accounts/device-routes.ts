/** SIP devices of an account. */
import { known } from '../../domain/assert.ts';
import { addDevice, renewDeviceSecret } from '../../operations/accounts/add-device.ts';
import { changeDevice, endOldSecret, removeDevice } from '../../operations/accounts/change-device.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { deviceByPublicId, devicesOfAccount } from '../../postgres/accounts/sip-devices.ts';
import { hasActiveSwitch } from '../../postgres/routing/switches.ts';
import {
  addedDevice,
  changeDevice as changeSchema,
  createDevice,
  deviceList,
  renewSecret,
  sipDevice,
  sipDeviceWithSecret,
} from '../../schemas/accounts/account.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { deviceBody } from './device-body.ts';

const tags = ['SIP devices'];

/** Registers the routes of SIP devices. Passwords are answered by the request that makes them only. */
export function addDeviceRoutes(app: App, deps: HttpDeps): void {
  addChanges(app, deps);
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
        headers: idempotencyHeader,
        body: createDevice,
        response: answers({ 201: addedDevice }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { label = '', extension = null } = request.body;
      const key = idempotencyKeyOf(request);
      const secret = await addDevice(deps, actor, request.params.id, { label, extension }, key);
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
        summary:
          'Make a new user name and password; the ones before stay valid for 24 hours unless they are ended',
        params: idParams,
        body: renewSecret,
        response: answers({ 201: sipDeviceWithSecret }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const endsOldNow = request.body?.endOldNow === true;
      const secret = await renewDeviceSecret(deps, actor, { deviceId: request.params.id, endsOldNow });
      const device = known(
        await deviceByPublicId(deps.reads, secret.deviceId, actor.scopePath),
        'the device with the new secret',
      );
      return reply.code(201).send({ ...deviceBody(device, deps.now()), password: secret.password });
    },
  );

  app.delete(
    `${API}/devices/:id/old-secret`,
    {
      config: { permission: 'devices:renew' },
      schema: {
        tags,
        summary: 'End the user name and password before the newest at once',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await endOldSecret(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function addChanges(app: App, deps: HttpDeps): void {
  app.patch(
    `${API}/devices/:id`,
    {
      config: { permission: 'devices:edit' },
      schema: {
        tags,
        summary: 'Rename a SIP device, give it an extension, or switch it off or on',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: sipDevice }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      await changeDevice(deps, actor, id, request.body);
      return deviceBody(
        known(await deviceByPublicId(deps.reads, id, actor.scopePath), 'the device that was changed'),
        deps.now(),
      );
    },
  );

  app.delete(
    `${API}/devices/:id`,
    {
      config: { permission: 'devices:edit' },
      schema: {
        tags,
        summary: 'Remove a SIP device with its user name and password; its calls stay in the list',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeDevice(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}
