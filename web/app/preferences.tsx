import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icons.tsx';
import { changeLanguage, LANGUAGES } from './i18n.ts';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Language and colours. Colours follow the system until somebody chooses. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className="tb-preferences">
      <Menu position="top-start" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="transparent" className="tb-action" aria-label={t('shell.language')}>
            <Icon name="globe" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(LANGUAGES).map(([code, { name }]) => (
            <Menu.Item
              key={code}
              lang={code}
              leftSection={<Chosen isChosen={i18n.language === code} />}
              onClick={() => void changeLanguage(code)}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-start" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="transparent" className="tb-action" aria-label={t('shell.colours')}>
            <Icon name={colorScheme === 'dark' ? 'moon' : 'sun'} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {SCHEMES.map((scheme) => (
            <Menu.Item
              key={scheme}
              leftSection={<Chosen isChosen={colorScheme === scheme} />}
              onClick={() => setColorScheme(scheme)}
            >
              {t(`shell.scheme.${scheme}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Chosen({ isChosen }: { isChosen: boolean }) {
  return (
    <span style={{ width: 16, display: 'inline-flex' }}>{isChosen && <Icon name="check" size={14} />}</span>
  );
}
