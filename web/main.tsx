import '@mantine/core/styles.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/lists.css';
import './styles/form.css';
import './styles/account.css';
import './styles/record.css';
import './styles/portal.css';
import './styles/billing.css';
import './styles/mail-templates.css';
import './styles/narrow.css';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';
import { App } from './app/app.tsx';
import { startI18n } from './app/i18n.ts';
import { watchOpeners } from './ui/opener.ts';

// It would try to compile its checks, which the policy of this page forbids, and the browser would tell.
config({ jitless: true });
await startI18n();
watchOpeners();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
