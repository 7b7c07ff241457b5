import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-ext-400.css';
import '@mantine/core/styles.css';
import './styles/tokens.css';
import './styles/base.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { nonce } from './app/nonce';
import { ConfigError, readConfig } from './lib/config';
import { startLanguage } from './lib/language';

// For the style that keeps the page still behind a dialog.
setNonce(nonce());

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application.');

function start(place: HTMLElement) {
  try {
    createRoot(place).render(<App config={readConfig()} />);
  } catch (unusable) {
    if (!(unusable instanceof ConfigError)) throw unusable;
    place.textContent = unusable.message;
  }
}

// To await it here would make all that is shared with later parts a file of its own.
void startLanguage().then(() => { start(root); });
