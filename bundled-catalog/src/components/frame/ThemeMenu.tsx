import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { colourSchemes } from './schemes';

/** System, light or dark, kept in this browser. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" aria-label="Theme" px="xs">
          <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
            <circle cx="8" cy="8" r="6.5" />
            <path d="M8 1.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor" />
          </svg>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {colourSchemes.map(({ value: scheme, word }) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            rightSection={scheme === colorScheme ? '✓' : null}
            onClick={() => { setColorScheme(scheme); }}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
