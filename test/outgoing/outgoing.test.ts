import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/operations/outgoing/public-address.ts';
import { sendOutgoing, type OutgoingRequest } from '../../src/operations/outgoing/send-outgoing.ts';
import { OutgoingError, targetOf, type Outgoing } from '../../src/operations/outgoing/target.ts';
import { CERTIFICATE } from '../mail/certificate.ts';
import { startReceiver } from './receiver.ts';

const receiver = await startReceiver();
const plain = await startReceiver({ isHttps: false });
afterAll(async () => {
  await receiver.close();
  await plain.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  plain.received.length = 0;
  receiver.answer((response) => response.end('ok'));
});

const local: Outgoing = { localTargets: ['localhost'], trusted: CERTIFICATE };
const post = (outgoing: Outgoing, url: string, over: Partial<OutgoingRequest> = {}) =>
  sendOutgoing(outgoing, { method: 'POST', url, body: '{}', answerBytesMax: 1024, ifLonger: 'cut', ...over });
const failure = async (answer: Promise<unknown>) => {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OutgoingError);
  return error as OutgoingError;
};

describe('addresses', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::7f00:1',
    '100::1',
    '2001::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:2::1',
    '2001:10::1',
    '2001:20::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2002:808:808::',
    '3fff::1',
    '4000::1',
    '5f00::1',
    'fc00::1',
    'fd00::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2a00:1450::5efe:127.0.0.1',
    '2a00:1450::200:5efe:10.0.0.1',
    '2606:4700::1111%1',
    '0x7f.1',
    '2130706433',
    '127.1',
    '0177.0.0.1',
    'localhost',
    '',
    ' 8.8.8.8',
    '8.8.8.8 ',
    '8.8.8',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '2001:4860:4860::8888',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('before anybody is asked', () => {
  test.each([
    ['hook', 'not_an_url'],
    ['', 'not_an_url'],
    ['//crm.example.com/hook', 'not_an_url'],
    ['http://crm.example.com/hook', 'not_https'],
    ['ftp://crm.example.com/hook', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['gopher://127.0.0.1:6379/_x', 'not_https'],
    ['https://user:pw@crm.example.com/', 'not_an_url'],
    ['https://127.0.0.1/', 'not_public'],
    ['https://0x7f.1/', 'not_public'],
    ['https://2130706433/', 'not_public'],
    ['https://0177.0.0.1/', 'not_public'],
    ['https://127.0.0.1./', 'not_public'],
    ['https://①②⑦.0.0.1/', 'not_public'],
    ['https://[::1]/', 'not_public'],
    ['https://[::ffff:169.254.169.254]/', 'not_public'],
    ['https://[fe80::1]/', 'not_public'],
    ['https://[64:ff9b::a00:1]/', 'not_public'],
    ['https://169.254.169.254/latest/meta-data', 'not_public'],
    ['https://localhost/', 'not_public'],
    ['https://LOCALHOST./', 'not_public'],
    ['https://crm.localhost/', 'not_public'],
  ])('%s: %s', (url, code) => {
    expect(() => targetOf(url, {})).toThrow(expect.objectContaining({ code }));
  });

  test('a host of the operator’s own is reached by its name alone, with its port where that was given', () => {
    const named: Outgoing = { localTargets: ['CRM.internal', 'localhost:3000', '[::1]:8443'] };
    for (const url of [
      'http://crm.internal/hook',
      'https://crm.internal:9/x',
      'http://localhost:3000/',
      'https://[::1]:8443/',
    ])
      expect(targetOf(url, named).isLocal, url).toBe(true);
    for (const url of ['https://crm.internal.example.com/', 'https://a.crm.internal/'])
      expect(targetOf(url, named).isLocal, url).toBe(false);
    for (const url of ['https://localhost:3001/', 'https://localhost/'])
      expect(() => targetOf(url, named), url).toThrow(expect.objectContaining({ code: 'not_public' }));
  });

  test('whatever is typed, it is a target by https to a public place, or an error that says what to do', () => {
    const piece = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
      fc.ipV4Extended().map((host) => `https://${host}/`),
      fc.ipV6().map((host) => `https://[${host}]/`),
      fc
        .tuple(fc.constantFrom('http', 'https', 'HTTPS', 'ws', 'blob:https'), fc.string())
        .map(([scheme, rest]) => `${scheme}://${rest}`),
    );
    fc.assert(
      fc.property(piece, (text) => {
        try {
          const { url, host } = targetOf(text, {});
          expect(url.protocol).toBe('https:');
          expect(`${url.username}${url.password}`).toBe('');
          if (/^[\d.]+$|:/.test(host)) expect(isPublicAddress(host)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(OutgoingError);
          expect((error as OutgoingError).message).toMatch(/Give|Take/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a request', () => {
  test('goes out by TLS with its body and headers, and the answer comes back', async () => {
    receiver.answer((response) => response.writeHead(202, { 'x-one': 'two' }).end('taken'));
    const answer = await post(local, `${receiver.url}?a=1`, {
      headers: { 'x-sent': 'yes' },
      body: '{"é":1}',
    });
    expect({ ...answer, body: answer.body.toString() }).toMatchObject({
      status: 202,
      body: 'taken',
      headers: { 'x-one': 'two' },
    });
    const [one] = receiver.received;
    expect(one).toMatchObject({ method: 'POST', path: '/hook?a=1', body: '{"é":1}' });
    expect(one?.headers).toMatchObject({
      'x-sent': 'yes',
      host: `localhost:${receiver.port}`,
      'content-length': '8',
    });
  });

  test('goes by http where the operator said so, and nowhere else', async () => {
    expect((await post({ localTargets: [`localhost:${plain.port}`] }, plain.url)).status).toBe(200);
    expect((await failure(post({}, plain.url))).code).toBe('not_https');
    expect(plain.received).toHaveLength(1);
  });

  test('a certificate of nobody is refused, and one for another name', async () => {
    expect((await failure(post({ localTargets: ['localhost'] }, receiver.url))).code).toBe('not_trusted');
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const named: Outgoing = { ...local, localTargets: ['crm.internal'], resolve };
    expect((await failure(post(named, `https://crm.internal:${receiver.port}/`))).code).toBe('not_trusted');
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['2002:7f00:1::'],
    ['fd00::1'],
    ['224.0.0.1'],
    ['93.184.216.34', '127.0.0.1'],
  ])('a name that means %s is refused before a connection', async (...addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const error = await failure(
      post({ trusted: CERTIFICATE, resolve }, `https://evil.example.com:${receiver.port}/`),
    );
    expect(error.code).toBe('not_public');
    expect(receiver.received).toEqual([]);
  });

  test('a name that is public when looked at and private when asked again is asked once', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }];
    };
    const outgoing: Outgoing = { trusted: CERTIFICATE, resolve };
    const url = `https://rebinding.example.com:${receiver.port}/`;
    // Nothing answers there on that port: it fails on its way, or in time.
    expect(['failed', 'timeout']).toContain((await failure(post(outgoing, url, { timeoutMs: 400 }))).code);
    expect(asked).toBe(1);
    expect((await failure(post(outgoing, url, { timeoutMs: 400 }))).code).toBe('not_public');
    expect(receiver.received).toEqual([]);
  });

  test('the connection goes to the address that was looked at, whatever the system says of the name', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const outgoing: Outgoing = { localTargets: ['no-such-host.invalid'], resolve };
    const answer = await post(outgoing, `http://no-such-host.invalid:${plain.port}/x`);
    expect(answer.status).toBe(200);
    expect(plain.received[0]?.headers['host']).toBe(`no-such-host.invalid:${plain.port}`);
  });

  test('a redirect is not followed', async () => {
    receiver.answer((response) => response.writeHead(302, { location: plain.url }).end());
    expect((await post(local, receiver.url)).status).toBe(302);
    expect(plain.received).toEqual([]);
  });

  test('a name that nobody has, a port that is shut', async () => {
    const resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    expect((await failure(post({ resolve }, 'https://nowhere.example.com/'))).code).toBe('not_found');
    const shut = createServer();
    await new Promise<void>((done) => {
      shut.listen(0, '127.0.0.1', done);
    });
    const { port } = shut.address() as AddressInfo;
    await new Promise((done) => {
      shut.close(done);
    });
    const error = await failure(post(local, `https://localhost:${port}/`));
    expect(error.message).toContain('refused the connection');
  });

  test('what never ends is cut, or refused, and does not fill the memory', async () => {
    receiver.answer((response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const { body } = await post(local, receiver.url);
    expect(body.toString()).toBe('x'.repeat(1024));
    expect((await failure(post(local, receiver.url, { ifLonger: 'refuse' }))).code).toBe('too_large');
  });

  test.each([
    ['never answers', () => {}],
    [
      'drips',
      (response: { write: (text: string) => unknown; destroyed: boolean }) => {
        const timer = setInterval(
          () => (response.destroyed ? clearInterval(timer) : response.write('x')),
          20,
        );
      },
    ],
  ])('who %s is given up in time', async (_how, answer) => {
    receiver.answer(answer);
    const error = await failure(post(local, receiver.url, { timeoutMs: 300 }));
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('within 0.3 s') });
  });

  test('a resolver that hangs is given up in time, and so is a machine that takes connections and is silent', async () => {
    const hangs: Outgoing = { resolve: () => new Promise(() => {}) };
    expect((await failure(post(hangs, 'https://slow.example.com/', { timeoutMs: 200 }))).code).toBe(
      'timeout',
    );
    const silent = createServer(() => {});
    await new Promise<void>((done) => {
      silent.listen(0, '127.0.0.1', done);
    });
    const { port } = silent.address() as AddressInfo;
    expect((await failure(post(local, `https://localhost:${port}/`, { timeoutMs: 200 }))).code).toBe(
      'timeout',
    );
    silent.close();
  });

  test('an answer that is no HTTP, and headers without an end, are failures', async () => {
    const rude = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`));
    });
    await new Promise<void>((done) => {
      rude.listen(0, '127.0.0.1', done);
    });
    const { port } = rude.address() as AddressInfo;
    expect((await failure(post(local, `http://localhost:${port}/`))).code).toBe('failed');
    rude.close();
  });
});
