import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { useRef } from 'react';
import { useLanguageChoice } from '../../lib/language';
import { say } from '../../lib/texts';
import { languages } from '../language/languages';
import { useChooseLanguage } from '../language/use-choose';
import { colourSchemes } from './schemes';

/** How this browser shows pages, also for those who are not signed in: system, light or dark, and the language. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choice = useLanguageChoice();
  const choose = useChooseLanguage();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu id="display-menu" position="bottom-end">
      <Menu.Target>
        <Button ref={button} variant="subtle" aria-label={say('frame.display')} px="xs">
          <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
            <circle cx="8" cy="8" r="6.5" />
            <path d="M8 1.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor" />
          </svg>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('account.theme')}</Menu.Label>
        {colourSchemes.map(({ value: scheme, word }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            rightSection={scheme === colorScheme ? '✓' : null}
            onClick={() => { setColorScheme(scheme); }}
          >
            {say(word)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{say('language.language')}</Menu.Label>
        {languages().map(({ value, word, lang }) => (
          <Menu.Item
            key={value}
            lang={lang}
            role="menuitemradio"
            aria-checked={value === choice}
            rightSection={value === choice ? '✓' : null}
            onClick={() => {
              // The page is written anew, and the closed menu is no place for the focus.
              button.current?.focus();
              choose(value);
            }}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
