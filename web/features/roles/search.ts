/** What the address of the list of roles may say. */
import { ROLE_AUDIENCES } from '../../../src/domain/access/role.ts';
import { defined, oneOf, textParam } from '../../ui/search-params.ts';
import type { RolesSearch } from './api.ts';

export function rolesSearch(raw: Record<string, unknown>): RolesSearch {
  return defined({
    q: textParam(raw.q, 100),
    audience: oneOf(ROLE_AUDIENCES, raw.audience),
    new: textParam(raw.new, 1),
  });
}
