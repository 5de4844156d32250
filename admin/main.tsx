import { render } from 'preact';
import { ClockProvider } from './clock.tsx';
import { Desk } from './Desk.tsx';
import { PreferencesProvider } from './preferences.tsx';

render(
  <PreferencesProvider>
    <ClockProvider>
      <Desk />
    </ClockProvider>
  </PreferencesProvider>,
  document.body,
);
