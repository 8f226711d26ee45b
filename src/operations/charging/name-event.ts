/** Gives an event of a switch its session and the digest by which a repetition is told from a contradiction. */
import { hash } from 'node:crypto';
import type { AuthorizeEvent, EndedEvent } from '../../domain/charging/events.ts';
import { derivedId } from '../secrets.ts';

export type Question = Omit<AuthorizeEvent, 'sessionId' | 'digest' | 'switchId' | 'canPush'>;
type Asking = Readonly<{ id: bigint; canPush: boolean }>;

/** The same switch, attempt and start have the same session: a repeated question gets the first answer. */
export function nameQuestion(question: Question, { id: switchId, canPush }: Asking): AuthorizeEvent {
  const sessionId = sessionOfAttempt(question.startedAt, switchId, question.attemptId);
  return { ...question, switchId, canPush, sessionId, digest: digestOf(question) };
}

export function sessionOfAttempt(startedAt: Date, switchId: bigint, attemptId: string): string {
  return derivedId(startedAt, 'session', String(switchId), attemptId);
}

export function nameEnd(
  end: Omit<EndedEvent, 'digest' | 'switchId' | 'isEstimated'>,
  switchId: bigint,
): EndedEvent {
  return { ...end, switchId, isEstimated: false, digest: digestOf(end) };
}

/** 64 bits, signed as PostgreSQL's bigint. Fields come in the order of their schema, so equal content is equal text. */
function digestOf(content: object): bigint {
  return hash('sha1', JSON.stringify(content), 'buffer').readBigInt64BE(0);
}
