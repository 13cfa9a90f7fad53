import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startClusters } from './state/clusters';
import { startEngine } from './state/engine';
import { startReading } from './state/reading';
import { startSettings } from './state/settings';
import { startTheme } from './state/theme';

startTheme();
startSettings();
startEngine();
startReading();
startClusters();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
