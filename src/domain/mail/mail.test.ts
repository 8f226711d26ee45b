import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIRECTION, LANGUAGES } from '../languages.ts';
import { mistakesOfTemplate, writtenOf } from './check-template.ts';
import { MAIL_KINDS, messageIdOf, retryAfterMs } from './mail.ts';
import {
  LINK_PLACE,
  momentIn,
  moneyIn,
  renderMail,
  withLink,
  withoutLink,
  type MailVariables,
} from './render-mail.ts';
import { TEMPLATES } from './templates.ts';
import { REQUIRED, VARIABLES } from './variables.ts';

const kinds = MAIL_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

test.each(kinds)(
  'the text of %s in %s uses the variables of its list, those that it must, and no others',
  (kind, language) => {
    const { subject, paragraphs } = TEMPLATES[kind][language];
    const used = [subject, ...paragraphs].flatMap((text) =>
      Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name),
    );
    expect(VARIABLES[kind]).toEqual(expect.arrayContaining(used));
    expect(used).toEqual(expect.arrayContaining([...(REQUIRED[kind] ?? [])]));
    expect(mistakesOfTemplate(kind, writtenOf({ subject, paragraphs }))).toEqual([]);
    expect([subject, ...paragraphs].join('').replace(/\{\{\w+\}\}/g, '')).not.toMatch(/[{}<>]/);
  },
);

const invite: MailVariables<'invite'> = {
  name: 'Ada',
  number: '4711081500',
  provider: 'Example Telecom',
  link: LINK_PLACE,
  until: 'tomorrow',
};

test('whatever a name is, it stays text: no tag, no line, no turned direction, no link of its own', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '<script>',
      '"><img>',
      '\r\nBcc: x',
      '{{link}}',
      LINK_PLACE,
      '\u202e',
      '&lt;',
      "' onload='",
      '$&',
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(...LANGUAGES), (name, provider, language) => {
      const content = renderMail('invite', language, { ...invite, name, provider });
      const plain = renderMail('invite', language, { ...invite, name: 'n', provider: 'p' });
      expect(content.text.split('\n').length).toBe(plain.text.split('\n').length);
      expect(content.text.split(LINK_PLACE)).toHaveLength(2);
      expect(content.html.split(LINK_PLACE)).toHaveLength(3);
      expect(content.html.match(/<[^>]*>/g)).toEqual(plain.html.match(/<[^>]*>/g));
      expect(`${content.text}${content.subject}`).not.toMatch(/[\r\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

test('a link is put in where it belongs, or said to be hidden', () => {
  const content = renderMail('invite', 'de', invite);
  const link = 'https://portal.example.com/invite#a$&b';
  expect(withLink(content, link).text).toContain(`\n\n${link}\n\n`);
  expect(withLink(content, link).html).toContain(
    '<p><a href="https://portal.example.com/invite#a$&amp;b">https://portal.example.com/invite#a$&amp;b</a></p>',
  );
  const hidden = withoutLink(content, 'de');
  expect(hidden.text).toContain('(der Link wird hier nicht gezeigt)');
  expect(`${hidden.text}${hidden.html}`).not.toContain(LINK_PLACE);
});

test.each(LANGUAGES)('a mail in %s runs the way its language does', (language) => {
  const { html } = renderMail('invite', language, invite);
  expect(html.includes('<html lang="ar" dir="rtl">')).toBe(DIRECTION[language] === 'rtl');
});

test('retries double from a minute to six hours', () => {
  expect([1, 2, 3, 4, 9, 10, 50].map((attempt) => retryAfterMs(attempt) / 60_000)).toEqual([
    1, 2, 4, 8, 256, 360, 360,
  ]);
});

test('the Message-ID of a mail is its id at the sender’s domain', () => {
  expect(messageIdOf('0193', 'billing@example.com')).toBe('<0193@example.com>');
});

test('a moment is told in the language and the time zone of the account', () => {
  const moment = new Date('2026-07-01T22:30:00Z');
  expect(momentIn('en', 'Europe/Berlin', moment)).toBe('2 July 2026 at 00:30 (Europe/Berlin)');
  expect(momentIn('de', 'America/New_York', moment)).toBe('1. Juli 2026 um 18:30 (America/New_York)');
  expect(momentIn('ar', 'Asia/Riyadh', moment)).toBe('2 يوليو 2026 في 1:30 ص (Asia/Riyadh)');
});

test('money is told as it is written in the language, with the digits of its currency, and never too much of it', () => {
  expect(moneyIn('en', 'EUR', 9_999_999n)).toBe('€9.99');
  expect(moneyIn('en', 'USD', -1n)).toBe('-US$0.01');
  expect(moneyIn('de', 'EUR', 1_234_500_000n)).toBe('1.234,50\u00a0€');
  expect(moneyIn('de', 'JPY', 5_900_000n)).toBe('5\u00a0¥');
  expect(moneyIn('ar', 'KWD', 4_999_999n)).toContain('4.999');
});
