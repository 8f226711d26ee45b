import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bringIntoView } from '../../ui/bring-into-view.ts';
import { AccessTab } from './access-tab.tsx';
import { CardsTab } from './cards-tab.tsx';
import { DidsTab } from './dids-tab.tsx';
import { PinsTab } from './pins-tab.tsx';
import { NUMBER_TABS, type NumbersSearch } from './search.ts';
import { useMay } from '../../api/may.ts';

/** The inventory of numbers: who has them, and by which calling cards are used. */
export function NumbersPage() {
  const { t } = useTranslation();
  const may = useMay();
  const tabs = NUMBER_TABS.filter((each) => may(each === 'dids' ? 'dids:read' : 'access_numbers:read'));
  const { tab: asked = tabs[0] } = useSearch({ from: '/signed-in/numbers' });
  const tab = tabs.find((each) => each === asked) ?? tabs[0];
  const navigate = useNavigate({ from: '/numbers' });
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('dids.title')}</h1>
      </div>
      <Tabs
        value={tab ?? null}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: value as NonNullable<NumbersSearch['tab']> } })}
      >
        <Tabs.List className="tb-tabs">
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value} ref={value === tab ? bringIntoView : null}>
              {t(`dids.${value}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="dids" pt="md">
          <DidsTab />
        </Tabs.Panel>
        <Tabs.Panel value="access" pt="md">
          <AccessTab />
        </Tabs.Panel>
        <Tabs.Panel value="cards" pt="md">
          <CardsTab />
        </Tabs.Panel>
        <Tabs.Panel value="pins" pt="md">
          <PinsTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
