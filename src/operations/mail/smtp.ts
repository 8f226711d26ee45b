/** One mail to one SMTP server, and what came of it in words that somebody can act on. */
import { createTransport } from 'nodemailer';
import { DEFAULT_PORTS, type MailServer } from '../../domain/mail/mail-server.ts';
import type { Language } from '../../domain/languages.ts';

export type Outgoing = Readonly<{
  messageId: string;
  toAddresses: readonly string[];
  subject: string;
  text: string;
  html: string;
  language: Language;
  date: Date;
  /** Empty = that of the server. */
  senderName?: string;
  /** Shown where the HTML has `cid:logo`. */
  logo?: Readonly<{ content: Buffer; type: string }> | null;
  attached?: Attached | null;
}>;

/** A PDF with the name of its file. */
export type Attached = Readonly<{ name: string; content: Buffer }>;

/** A server with its password, for as long as it takes to send. */
export type SmtpServer = Omit<MailServer, 'sealedPassword'> &
  Readonly<{
    password: string | null;
    /** Certificates to trust beside those that Node trusts, as PEM. */
    trusted?: string | undefined;
  }>;

/**
 * sent: the server took it, but for the addresses in `refused`. refused: this mail will never be taken.
 * later: the server, or the way to it, is the trouble; another attempt may do.
 */
export type Delivery =
  | Readonly<{ outcome: 'sent'; response: string; refused: readonly string[] }>
  | Readonly<{ outcome: 'refused' | 'later'; error: string }>;

type SmtpError = Readonly<{
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  message: string;
}>;

/** What a server says is kept and shown; some say a lot. */
const WORDS_LENGTH_MAX = 500;

/** Sends one mail within `timeoutMs`, whatever the server does. Never throws for what happens on the way. */
export async function sendBySmtp(server: SmtpServer, mail: Outgoing, timeoutMs: number): Promise<Delivery> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user !== '' && { auth: { user: server.user, pass: server.password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(server.trusted !== undefined && { ca: server.trusted }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Nothing in a mail of ours is a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response, rejectedErrors } = await transport.sendMail({
      messageId: mail.messageId,
      date: mail.date,
      from: { name: mail.senderName || server.senderName, address: server.senderAddress },
      to: mail.toAddresses.map((address) => ({ name: '', address })),
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: attachmentsOf(mail),
      // RFC 3834 §5: nobody's holiday notice answers this.
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const refused = (rejectedErrors ?? []).map(
      (error) => `${String((error as { recipient?: string }).recipient)}: ${wordsOf(error as SmtpError)}`,
    );
    return { outcome: 'sent', response: words(response), refused };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const failure = error as SmtpError;
    return {
      outcome: isFinal(failure) ? 'refused' : 'later',
      error: explain(server, failure, timeoutMs),
    };
  } finally {
    transport.close();
  }
}

function attachmentsOf({ logo = null, attached = null }: Outgoing) {
  return [
    ...(logo === null
      ? []
      : [
          {
            cid: 'logo',
            filename: `logo.${logo.type.replace('image/', '')}`,
            content: logo.content,
            contentType: logo.type,
            contentDisposition: 'inline' as const,
          },
        ]),
    ...(attached === null
      ? []
      : [
          {
            filename: attached.name,
            content: attached.content,
            contentType: 'application/pdf',
            contentDisposition: 'attachment' as const,
          },
        ]),
  ];
}

/**
 * A 5xx for the recipients or the content is about this mail, and final (RFC 5321 §4.2.1). One for the sign-in, the
 * sender or the greeting is about our settings, which the operator may put right before the mail is given up.
 */
function isFinal({ command, responseCode = 0 }: SmtpError): boolean {
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

function explain(server: SmtpServer, error: SmtpError, timeoutMs: number): string {
  const { host, port, security } = server;
  const { code, message } = error;
  if (code === 'EDNS') return `The host ${host} was not found. Check its name.`;
  if (message.includes('ECONNREFUSED'))
    return `${host} refused the connection on port ${port}. Check the port, and that a mail server runs there.`;
  if (code === 'EABORT' || code === 'ETIMEDOUT') {
    const hint = ` Check host, port and firewall; security ${security} usually goes with port ${DEFAULT_PORTS[security]}.`;
    return `${host} did not answer on port ${port} within ${timeoutMs / 1000} s.${hint}`;
  }
  if (/certificate|self-signed|altname|unable to verify/i.test(message))
    return `The certificate of ${host} is not to be trusted: ${words(message)}. Give the name that it is made for, or have it renewed.`;
  if (code === 'ETLS')
    return `${host} does not offer STARTTLS on port ${port}, and nothing was sent in the clear. Choose another port or security. It said: ${wordsOf(error)}`;
  if (/wrong version number|ssl3_get_record/i.test(message))
    return `${host} does not speak TLS on port ${port}. Choose security starttls, or the port for TLS (usually 465).`;
  if (code === 'EAUTH' || error.responseCode === 530)
    return `${host} refused the sign-in. Check user and password. It said: ${wordsOf(error)}`;
  if (error.command === 'MAIL FROM')
    return `${host} refused the sender ${server.senderAddress}. Give an address that it may send for. It said: ${wordsOf(error)}`;
  if (error.response !== undefined) return `${host} said: ${wordsOf(error)}`;
  return `The connection to ${host} on port ${port} failed: ${words(message)}`;
}

function wordsOf({ response, message }: SmtpError): string {
  return words(response ?? message);
}

/** Words of a stranger: one line, printable, not endless. */
function words(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return line.length > WORDS_LENGTH_MAX ? `${line.slice(0, WORDS_LENGTH_MAX)}…` : line;
}
