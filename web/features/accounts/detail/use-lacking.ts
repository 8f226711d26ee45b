import { useQuery } from '@tanstack/react-query';
import { permissionToChange } from '../../../../src/domain/accounts/change-permissions.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import type { Account } from '../api.ts';
import type { FormView } from '../form/form-view.ts';

/** What the viewer lacks to change a field of this account. Whoever may change staff may change all of it. */
export function useLacking({ id, kind }: Account): FormView['lacks'] {
  const { data: actor } = useQuery(actorQuery);
  const may = useMay();
  const isStaffOfOthers = (kind === 'admin' || kind === 'sub_admin') && id !== actor?.id;
  return (name) => {
    const permission = permissionToChange(name);
    return isStaffOfOthers || may(permission) ? null : permission;
  };
}
