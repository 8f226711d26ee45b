/** Texts of mails: those of whoever sells to the account, and nothing in them that is not theirs. */
import { expect, test } from 'vitest';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { deliver, handOut, mailServer, mailsOf, startMailServer } from './support.ts';

const server = await createServer();
const { owner } = server;
const smtp = await startMailServer();
const url = (kind: string, language = 'en') => `/api/v1/mail-templates/${kind}/${language}`;

async function resellerOf(client: Client, over: object = {}) {
  const { account } = (await client.post('/api/v1/accounts', reseller(over))).body;
  return { account, client: await server.signIn(account.number, PASSWORD) };
}
const shop = await resellerOf(owner, { profile: { company: 'Nord GmbH' } });
const branch = await resellerOf(shop.client, { profile: { company: 'Branch' } });
await owner.put('/api/v1/settings/mail', mailServer(smtp.port));

async function save(client: Client, kind: string, text: object, language = 'en') {
  const answer = await client.put(url(kind, language), text);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

/** The greeting of a new customer of somebody. */
async function welcomeOf(client: Client, profile: object = {}): Promise<Json> {
  const { body } = await client.post('/api/v1/accounts', customer({ profile }));
  await deliver(server);
  const [{ id }] = await mailsOf(owner, body.account.id);
  const found = smtp.received.find(({ mail }) => mail.messageId === `<${id}@operator.example>`)!;
  return { ...found, account: body.account };
}

test('the text of the nearest above counts, in each language for itself; else ours', async () => {
  expect((await welcomeOf(branch.client)).mail.subject).toMatch(/^Your account \d+ is ready$/);
  await save(owner, 'welcome', { subject: 'From the operator', body: 'Hi {{name}}.' });
  expect((await welcomeOf(branch.client)).mail.subject).toBe('From the operator');
  const ofShop = {
    subject: '{{ provider }}: hello',
    body: 'Dear {{name}},\n\nyour number\nis {{number}}.\n\n{{portal}}',
  };
  expect(await save(shop.client, 'welcome', ofShop)).toMatchObject({
    source: 'own',
    subject: '{{provider}}: hello',
    without: { source: 'above', subject: 'From the operator' },
  });
  const { mail, account } = await welcomeOf(branch.client, { firstName: 'Ada', lastName: '' });
  expect(mail.subject).toBe('Branch: hello');
  expect(mail.text).toContain(`Dear Ada,\n\nyour number\nis ${account.number}.\n\nhttp`);
  expect(String(mail.html)).toContain(`your number<br>is ${account.number}.</p>`);
  expect(String(mail.html)).toMatch(/<p><a href="(http[^"]+)">\1<\/a><\/p>/);
  // Why it came stands below it, whoever wrote it.
  expect(mail.text).toContain('notifications are on');
  expect((await welcomeOf(branch.client, { language: 'de' })).mail.subject).toMatch(/ist bereit$/);
  expect((await welcomeOf(owner)).mail.subject).toBe('From the operator');
  // The reseller itself is written to by whoever sells to it.
  expect((await branch.client.get(url('welcome'))).body).toMatchObject({
    source: 'above',
    subject: '{{provider}}: hello',
  });
  expect((await shop.client.delete(url('welcome'))).body).toMatchObject({ source: 'above', changedAt: null });
  expect((await owner.delete(url('welcome'))).body).toMatchObject({ source: 'ours' });
  expect((await welcomeOf(branch.client)).mail.subject).toMatch(/is ready$/);
});

test('the list says what each kind may and must say, and whose text counts', async () => {
  await save(shop.client, 'invoice', { subject: 'Invoice', body: '{{payment}}' }, 'de');
  const { items } = (await branch.client.get('/api/v1/mail-templates')).body;
  const invoice = items.find(({ kind }: Json) => kind === 'invoice');
  expect(invoice).toMatchObject({
    topic: 'documents',
    isNotice: true,
    required: [],
    texts: [
      { language: 'en', source: 'ours' },
      { language: 'de', source: 'above' },
      { language: 'ar', source: 'ours' },
    ],
  });
  expect(invoice.variables).toContain('page');
  expect(invoice.subjectVariables).not.toContain('page');
  expect(items.find(({ kind }: Json) => kind === 'invite')).toMatchObject({
    topic: null,
    isNotice: false,
    required: ['link', 'until'],
  });
  await shop.client.delete(url('invoice', 'de'));
  // Carriers are the operator's alone.
  expect(items.map(({ kind }: Json) => kind)).not.toContain('gateway_unhealthy');
  const all = (await owner.get('/api/v1/mail-templates')).body.items;
  expect(all.map(({ kind }: Json) => kind)).toEqual(
    expect.arrayContaining(['gateway_unhealthy', 'gateway_recovered']),
  );
});

test('variables that a mail does not have, or must have, are refused at their field with the list', async () => {
  const errorsOf = async (kind: string, text: object) => {
    const saved = await owner.put(url(kind), text);
    const tried = await owner.post('/api/v1/mail-templates/preview', { ...text, kind, language: 'en' });
    expect(tried.body.errors).toEqual(saved.body.errors);
    return saved.body.errors;
  };
  expect(
    await errorsOf('invite', { subject: 'Hi {{link}}', body: '{{password}} {{link}} {{until}}' }),
  ).toMatchObject([
    { field: 'subject', code: 'unknown_variable' },
    {
      field: 'body',
      code: 'unknown_variable',
      message:
        '"{{password}}" is no variable of this mail. Use one of these: {{name}}, {{number}}, {{provider}}, {{link}}, {{until}}.',
    },
  ]);
  expect(await errorsOf('invite', { subject: 'Hi', body: 'Ask {{provider}} until {{until}}' })).toMatchObject(
    [{ field: 'body', code: 'variable_missing', message: 'This mail does not do without these: {{link}}.' }],
  );
  for (const body of [
    '{{name',
    'name}}',
    '{{{{name}}}}',
    '{{#if name}}x{{/if}}',
    '{{name.constructor}}',
    '{{}}',
  ])
    expect(await errorsOf('welcome', { subject: 'Hi', body })).toMatchObject([{ field: 'body' }]);
  expect(await errorsOf('welcome', { subject: '', body: '' })).toHaveLength(2);
  expect(await errorsOf('welcome', { subject: 'a\r\nBcc: x@example.com', body: 'x' })).toMatchObject([
    { field: 'subject' },
  ]);
  expect(await errorsOf('welcome', { subject: 'x', body: 'a \u202e b' })).toMatchObject([{ field: 'body' }]);
  expect((await owner.put(url('nothing'), { subject: 'x', body: 'x' })).status).toBe(422);
});

test('neither a template nor a name brings a tag, a header or a variable of its own', async () => {
  const body = '<script>alert(1)</script> <img src=x onerror=alert(1)> {{name}} & "{{provider}}"';
  await save(owner, 'welcome', { subject: '<b>{{name}}</b>', body });
  const { mail, recipients } = await welcomeOf(owner, {
    firstName: '{{email}} <i>',
    lastName: '$& {{portal}}',
  });
  expect(mail.subject).toBe('<b>{{email}} <i> $& {{portal}}</b>');
  expect(mail.text).toContain('{{email}} <i> $& {{portal}} &');
  const html = String(mail.html);
  expect(html).not.toMatch(/<script|<img|<b>|<i>/);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('{{email}} &lt;i&gt; $&amp; {{portal}}');
  expect(recipients).toHaveLength(1);
  await owner.delete(url('welcome'));
});

test('an invitation in own words still hides its link from whoever may not see it, and brings it to the mailbox', async () => {
  await save(owner, 'invite', {
    subject: 'Welcome to {{provider}}',
    body: 'Choose a password at {{link}} until {{until}}.\n\n{{link}}',
  });
  const panelAccess = { password: undefined, inviteByEmail: true };
  const { account } = (await owner.post('/api/v1/accounts', customer({ panelAccess }))).body;
  const [invite] = (await mailsOf(owner, account.id)).filter(({ kind }: Json) => kind === 'invite');
  await deliver(server);
  const after = (await owner.get(`/api/v1/accounts/${account.id}/mails/${invite.id}`)).body;
  expect(after.link).toBe('for_others');
  expect(`${after.text}${after.html}`).not.toContain('\u001a');
  expect(after.text).toContain('(the link is not shown here)');
  const mail = smtp.received.find(
    ({ mail: { messageId } }) => messageId === `<${invite.id}@operator.example>`,
  )!.mail;
  const [, link] = /at (http\S+) until/.exec(mail.text!)!;
  expect(link).toMatch(/\/invite#[\w-]{43}$/);
  expect(String(mail.html).split(`href="${link}"`)).toHaveLength(3);
  await owner.delete(url('invite'));
});

test('a preview has made-up values, or those of an account that one sees; a test goes to oneself', async () => {
  const text = {
    kind: 'invoice',
    language: 'de',
    subject: '{{document}} {{total}}',
    body: '{{name}}, {{number}}: {{payment}}',
  };
  const made = (await shop.client.post('/api/v1/mail-templates/preview', text)).body;
  expect(made.subject).toMatch(/^INV-2026-00042 119,00\u00a0€$/);
  expect(made.text).toContain(
    'Erika Mustermann, 4711081500: Bitte zahlen Sie 119,00\u00a0€ bis 1. Dezember 2026.',
  );
  expect(made.html).not.toContain('cid:logo');
  const { account } = (
    await shop.client.post('/api/v1/accounts', customer({ profile: { firstName: 'Ida', lastName: 'Rot' } }))
  ).body;
  await shop.client.post(`/api/v1/accounts/${account.id}/payments`, { amount: '3', method: 'cash' }, key());
  const real = await shop.client.post('/api/v1/mail-templates/preview', { ...text, accountId: account.id });
  expect(real.body.text).toContain(`Ida Rot, ${account.number}: `);
  const own = await owner.post('/api/v1/accounts', customer());
  const foreign = { ...text, accountId: own.body.account.id };
  expect((await shop.client.post('/api/v1/mail-templates/preview', foreign)).status).toBe(404);

  const sent = await shop.client.post('/api/v1/mail-templates/test', text);
  expect(sent.body).toMatchObject({ to: shop.account.panelAccess.email });
  const { mail, recipients } = smtp.received.at(-1)!;
  expect(recipients).toEqual([shop.account.panelAccess.email]);
  expect(mail.subject).toBe(made.subject);
  expect(mail.from?.value[0]?.name).toBe('Example Telecom');
});

test('every kind in every language can be previewed as it is', async () => {
  const { items } = (await owner.get('/api/v1/mail-templates')).body;
  for (const { kind } of items)
    for (const language of ['en', 'de', 'ar']) {
      const { subject, body } = (await owner.get(url(kind, language))).body;
      const preview = await owner.post('/api/v1/mail-templates/preview', { kind, language, subject, body });
      expect(preview.status, JSON.stringify(preview.body)).toBe(200);
      expect(`${preview.body.subject}${preview.body.text}`).not.toMatch(/\{\{|undefined/);
    }
});

test('changes of texts stand in the timeline of settings', async () => {
  await save(shop.client, 'restored', { subject: 'Back', body: 'Again' });
  await shop.client.delete(url('restored'));
  const { items } = (await shop.client.get('/api/v1/settings/timeline?about=mail')).body;
  expect(items.slice(0, 2).map(({ action }: Json) => action)).toEqual([
    'mail_template.removed',
    'mail_template.changed',
  ]);
  expect(items[1].changes).toContainEqual({
    field: 'mail_template.restored.en.subject',
    before: null,
    after: 'Back',
  });
});

test('each topic has addresses of its own, else those of all notices, else the e-mail of the account', async () => {
  const { account } = (
    await owner.post('/api/v1/accounts', customer({ profile: { notificationEmails: ['all@example.com'] } }))
  ).body;
  const at = `/api/v1/accounts/${account.id}`;
  const none = { isOn: true, money: [], documents: [], services: [] };
  expect((await owner.get(`${at}/notifications`)).body).toEqual({ ...none, otherwise: ['all@example.com'] });
  const given = {
    ...none,
    money: ['money@example.com', 'boss@example.com'],
    documents: ['books@example.com'],
  };
  expect((await owner.put(`${at}/notifications`, given)).body).toEqual({
    ...given,
    otherwise: ['all@example.com'],
  });
  const toOf = async () => {
    await handOut(server);
    await deliver(server);
    return Object.fromEntries((await mailsOf(owner, account.id)).map(({ kind, to }: Json) => [kind, to]));
  };
  await owner.post(`${at}/payments`, { amount: '5', method: 'cash' }, key());
  await owner.post(`${at}/adjustments`, { amount: '1', direction: 'debit', note: 'Router' }, key());
  smtp.wishes.onRecipient = (address) => (address.startsWith('boss') ? { code: 550, words: 'Gone' } : null);
  expect(await toOf()).toMatchObject({
    welcome: ['all@example.com'],
    top_up: ['money@example.com', 'boss@example.com'],
    receipt: ['books@example.com'],
  });
  delete smtp.wishes.onRecipient;
  const [refused] = (await mailsOf(owner, account.id)).filter(({ kind }: Json) => kind === 'top_up');
  expect(refused).toMatchObject({ status: 'sent', error: 'Refused for boss@example.com: 550 Gone' });

  // The customer says so itself, and may switch them off.
  const holder = await server.signIn(account.number, PASSWORD);
  expect((await holder.put('/api/v1/me/notifications', { ...none, isOn: false })).body).toMatchObject({
    isOn: false,
  });
  await owner.post(`${at}/payments`, { amount: '6', method: 'cash' }, key());
  expect(Object.keys(await toOf()).toSorted()).toEqual(['receipt', 'top_up', 'welcome']);
  expect((await mailsOf(owner, account.id)).length).toBe(3);
  expect((await owner.get(at)).body.settings.notifications).toBe(false);
  const { items } = (await owner.get(`${at}/timeline`)).body;
  expect(items[0].changes).toContainEqual({ field: 'settings.notifications', before: true, after: false });
  for (const wrong of [['nonsense'], ['a@example.com', 'A@example.com'], Array(11).fill('x@example.com')])
    expect((await owner.put(`${at}/notifications`, { ...none, money: wrong })).status).toBe(422);
  expect((await shop.client.get(`${at}/notifications`)).status).toBe(404);
  expect((await shop.client.put(`${at}/notifications`, none)).status).toBe(404);
});
