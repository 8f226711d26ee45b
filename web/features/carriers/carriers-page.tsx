import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bringIntoView } from '../../ui/bring-into-view.ts';
import { CARRIER_TABS, type CarrierTab } from './search.ts';
import { ProvidersTab } from './providers-tab.tsx';
import { SwitchesTab } from './switches-tab.tsx';
import { TrunksTab } from './trunks-tab.tsx';

/** Where calls go, and who carries them. */
export function CarriersPage() {
  const { t } = useTranslation();
  const { tab = 'trunks' } = useSearch({ from: '/signed-in/carriers' });
  const navigate = useNavigate({ from: '/carriers' });
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('carriers.title')}</h1>
      </div>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: value as CarrierTab } })}
      >
        <Tabs.List className="tb-tabs">
          {CARRIER_TABS.map((value) => (
            <Tabs.Tab key={value} value={value} ref={value === tab ? bringIntoView : null}>
              {t(`carriers.${value}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="trunks" pt="md">
          <TrunksTab />
        </Tabs.Panel>
        <Tabs.Panel value="providers" pt="md">
          <ProvidersTab />
        </Tabs.Panel>
        <Tabs.Panel value="switches" pt="md">
          <SwitchesTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
