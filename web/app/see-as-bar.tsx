import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../api/actor.ts';
import { seenRole, setSeenRole } from '../api/see-as.ts';
import { Icon } from '../ui/icons.tsx';

/** Says that this is not one's own view, and leads out of it. */
export function SeeAsBar() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const role = seenRole();
  if (role === null) return null;
  const leave = async () => {
    setSeenRole(null);
    await queryClient.fetchQuery({ ...actorQuery, staleTime: 0 });
    await router.invalidate();
  };
  return (
    <div className="tb-see-as" role="status">
      <Icon name="eye" />
      <p>{t('shell.seenAs', { role: role.name })}</p>
      <Button size="compact-sm" variant="default" onClick={() => void leave()}>
        {t('shell.leaveSeenAs')}
      </Button>
    </div>
  );
}
