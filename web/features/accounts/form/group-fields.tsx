import { Suspense, type ComponentType } from 'react';
import type { GroupName } from './fields.ts';
import { GroupCard } from './group-card.tsx';
import {
  BillingFields,
  PanelAccessFields,
  ProfileFields,
  ResellerTermsFields,
  SettingsFields,
} from './groups.tsx';

const FIELDS_OF_GROUP: Readonly<Record<GroupName, ComponentType>> = {
  panelAccess: PanelAccessFields,
  settings: SettingsFields,
  profile: ProfileFields,
  billing: BillingFields,
  resellerTerms: ResellerTermsFields,
};

export function GroupFields({ groups }: { groups: readonly GroupName[] }) {
  return groups.map((group) => {
    const Fields = FIELDS_OF_GROUP[group];
    return (
      <GroupCard key={group} group={group}>
        <Suspense>
          <Fields />
        </Suspense>
      </GroupCard>
    );
  });
}
