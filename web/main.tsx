import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startI18n } from './app/i18n.ts';

await startI18n();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
