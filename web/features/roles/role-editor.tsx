/** What a role may do, section by section; nothing is saved before its effect was shown. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ceilingOf, type GrantedPermission } from '../../../src/domain/access/catalogue.ts';
import { neededBy, withNeeded } from '../../../src/domain/access/role.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { keyOfPermission, permissionText } from '../../ui/permission-text.ts';
import { AskBeforeLeaving } from '../../ui/record/ask-before-leaving.tsx';
import type { Role } from './api.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { SECTIONS, type Section } from './sections.ts';

export function RoleEditor({ role }: { role: Role }) {
  const { t } = useTranslation();
  const mayEdit = useMay()('roles:edit') && role.mayEdit;
  const [name, setName] = useState(role.name);
  const [description, setDescription] = useState(role.description);
  const [chosen, setChosen] = useState<readonly GrantedPermission[]>(role.permissions);
  const [isReviewing, setReviewing] = useState(false);
  const offered = ceilingOf(role.audience);
  const isDirty =
    name !== role.name ||
    description !== role.description ||
    chosen.length !== role.permissions.length ||
    chosen.some((permission) => !role.permissions.includes(permission));
  const toggle = (permissions: readonly GrantedPermission[], isOn: boolean) =>
    setChosen((now) => (isOn ? withNeeded([...now, ...permissions]) : without(now, permissions)));
  const reset = () => {
    setName(role.name);
    setDescription(role.description);
    setChosen(role.permissions);
  };
  return (
    <form
      className="tb-record"
      aria-label={role.name}
      onSubmit={(event) => {
        event.preventDefault();
        setReviewing(true);
      }}
    >
      {!mayEdit && <p className="tb-field-note">{t('roles.readOnly')}</p>}
      {role.isBuiltIn && <p className="tb-field-note">{t('roles.builtInText')}</p>}
      <NewPermissions
        permissions={role.newPermissions}
        {...(mayEdit && {
          onAdd: (held: readonly GrantedPermission[]) => toggle(held, true),
          onLeave: () => setReviewing(true),
        })}
      />
      <fieldset className="tb-bare" disabled={!mayEdit}>
        <Panel>
          <div className="tb-role-name">
            <TextInput
              label={t('roles.field.name.label')}
              maxLength={100}
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('roles.field.description.label')}
              maxLength={500}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
          </div>
        </Panel>
        <div className="tb-groups">
          {(Object.keys(SECTIONS) as Section[]).map((section) => {
            const permissions = SECTIONS[section].filter((each) => offered.includes(each));
            return (
              permissions.length > 0 && (
                <PermissionSection
                  key={section}
                  section={section}
                  permissions={permissions}
                  chosen={chosen}
                  onToggle={toggle}
                />
              )
            );
          })}
        </div>
      </fieldset>
      <AskBeforeLeaving isUnsaved={() => mayEdit && isDirty} />
      {mayEdit && isDirty && (
        <div className="tb-record-foot tb-role-foot">
          <p role="status">{t('record.leaving')}</p>
          <Button variant="default" onClick={reset}>
            {t('roles.discard')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {t('roles.review')}
          </Button>
        </div>
      )}
      {isReviewing && (
        <ReviewDialog
          role={role}
          values={{ name, description, permissions: [...chosen], version: role.version }}
          onClose={() => setReviewing(false)}
        />
      )}
    </form>
  );
}

/** What a version brought after somebody last chose: to be added, or left out with open eyes. */
function NewPermissions({
  permissions,
  onAdd,
  onLeave,
}: Readonly<{
  permissions: readonly GrantedPermission[];
  onAdd?: (held: readonly GrantedPermission[]) => void;
  onLeave?: () => void;
}>) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  if (permissions.length === 0) return null;
  const held = permissions.filter((permission) => actor?.permissions.includes(permission) ?? false);
  return (
    <section className="tb-notice" aria-label={t('roles.newSince')}>
      <Icon name="roles" />
      <div>
        <p>
          <strong>{t('roles.newSince')}</strong>
        </p>
        <p>{permissions.map((permission) => permissionText(permission, t)).join(' · ')}</p>
        {onAdd !== undefined && (
          <p>
            <Button variant="default" size="xs" disabled={held.length === 0} onClick={() => onAdd(held)}>
              {t('roles.addNew')}
            </Button>{' '}
            <Button variant="default" size="xs" onClick={onLeave}>
              {t('roles.leaveNew')}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}

/** Whatever needs what is taken away goes along. */
function without(
  chosen: readonly GrantedPermission[],
  taken: readonly GrantedPermission[],
): readonly GrantedPermission[] {
  return chosen.filter((permission) => !withNeeded([permission]).some((each) => taken.includes(each)));
}

/** Nearly everything needs to see accounts. */
const NAMED_MAX = 3;

type SectionProps = Readonly<{
  section: Section;
  permissions: readonly GrantedPermission[];
  chosen: readonly GrantedPermission[];
  onToggle: (permissions: readonly GrantedPermission[], isOn: boolean) => void;
}>;

function PermissionSection({ section, permissions, chosen, onToggle }: SectionProps) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const group = t(`roles.group.${section}`);
  const isHeld = (permission: GrantedPermission) => actor?.permissions.includes(permission) ?? false;
  const held = permissions.filter(isHeld);
  /** Why it cannot be given, what it brings along, and what it means where the name does not say it. */
  const describe = (permission: GrantedPermission) => {
    if (!isHeld(permission)) return t('roles.notHeld');
    const users = chosen.filter((each) => neededBy(each).includes(permission));
    const named = users.slice(0, NAMED_MAX).map((each) => permissionText(each, t));
    const what = [...named, ...(users.length > NAMED_MAX ? ['…'] : [])].join(', ');
    const why = t(`roles.why.${keyOfPermission(permission)}`, { defaultValue: '' });
    return [why, what === '' ? '' : t('roles.isNeeded', { what })].filter((part) => part !== '').join(' ');
  };
  const count = permissions.filter((permission) => chosen.includes(permission)).length;
  return (
    <Panel
      title={group}
      aside={
        <Checkbox
          size="xs"
          aria-label={t('roles.allOf', { group })}
          disabled={held.length === 0}
          checked={count === permissions.length}
          indeterminate={count > 0 && count < permissions.length}
          onChange={(event) => onToggle(held, event.currentTarget.checked)}
        />
      }
    >
      <ul className="tb-permissions">
        {permissions.map((permission) => (
          <li key={permission}>
            <Checkbox
              label={permissionText(permission, t)}
              description={describe(permission)}
              disabled={!isHeld(permission)}
              checked={chosen.includes(permission)}
              onChange={(event) => onToggle([permission], event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
