import { Link } from '@tanstack/react-router';

/** Why money moved; the sentence about a call leads to the call. */
export function Why({
  accountId,
  why,
  sessionId,
}: {
  accountId: string;
  why: string;
  sessionId: string | null;
}) {
  if (sessionId === null) return <bdi>{why}</bdi>;
  return (
    <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'calls', call: sessionId }}>
      <bdi>{why}</bdi>
    </Link>
  );
}
