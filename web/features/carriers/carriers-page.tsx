import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bringIntoView } from '../../ui/bring-into-view.ts';
import { CARRIER_TABS, type CarrierTab } from './search.ts';
import { ProvidersTab } from './providers-tab.tsx';
import { SwitchesTab } from './switches-tab.tsx';
import { TrunksTab } from './trunks-tab.tsx';
import { UnknownCallsTab } from './unknown-calls-tab.tsx';
import { useMay } from '../../api/may.ts';

const OF_SWITCHES: ReadonlySet<CarrierTab> = new Set(['switches', 'unknown']);

/** Where calls go, who carries them, and what reached the switches and was nobody's. */
export function CarriersPage() {
  const { t } = useTranslation();
  const may = useMay();
  const tabs = CARRIER_TABS.filter((each) => may(OF_SWITCHES.has(each) ? 'switches:read' : 'carriers:read'));
  const { tab: asked = tabs[0] } = useSearch({ from: '/signed-in/carriers' });
  const tab = tabs.find((each) => each === asked) ?? tabs[0];
  const navigate = useNavigate({ from: '/carriers' });
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('carriers.title')}</h1>
      </div>
      <Tabs
        value={tab ?? null}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: value as CarrierTab } })}
      >
        <Tabs.List className="tb-tabs">
          {tabs.map((value) => (
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
        <Tabs.Panel value="unknown" pt="md">
          <UnknownCallsTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
