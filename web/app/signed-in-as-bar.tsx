/** Says, on every page, that this is somebody else's panel, for how long, and the way back. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Actor } from '../api/actor.ts';
import { goBack } from '../api/sign-in-as.ts';
import { durationText } from '../ui/format.ts';

export function SignedInAsBar({ actor }: Readonly<{ actor: Actor }>) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  const { signedInAs } = actor;
  const endsAtMs = signedInAs === null ? null : Date.parse(signedInAs.endsAt);
  useEffect(() => {
    if (endsAtMs === null) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= endsAtMs) void goBack(`/accounts/${actor.id}`);
    }, 1000);
    return () => clearInterval(timer);
  }, [endsAtMs, actor.id]);
  if (signedInAs === null || endsAtMs === null) return null;
  return (
    <aside className="tb-signed-in-as" aria-label={t('signedInAs.title')}>
      <p>
        <strong>{t('signedInAs.who', { name: actor.displayName, number: actor.number })}</strong>{' '}
        {t(signedInAs.mayChange ? 'signedInAs.mayChange' : 'signedInAs.reading')}{' '}
        {t('signedInAs.left', {
          time: durationText(Math.max(0, Math.ceil((endsAtMs - now) / 1000))),
          number: signedInAs.by,
        })}
      </p>
      <Button size="xs" variant="default" onClick={() => void goBack(`/accounts/${actor.id}`)}>
        {t('signedInAs.back')}
      </Button>
    </aside>
  );
}
