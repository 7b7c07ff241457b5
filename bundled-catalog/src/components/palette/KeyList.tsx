import { Switch } from '@mantine/core';
import { useState } from 'react';
import { areKeysOn, switchKeys } from '../../lib/keys';
import classes from './Palette.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Go to anything'],
  ['/', 'Search packages'],
  ['t', 'Find a file of the open package'],
  ['y', 'Make the address name this very revision'],
  ['j', 'Next row of a list'],
  ['k', 'Row before'],
  ['g h', 'Home'],
  ['g p', 'Your packages'],
  ['g a', 'Administration'],
  ['?', 'This list'],
  ['Esc', 'Close, back to where you were'],
];

/** All keys of the catalog, and the switch for those without Ctrl. */
export function KeyList() {
  const [on, setOn] = useState(areKeysOn);
  return (
    <>
      <dl className={classes.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">In a table: arrows, Page, Home and End move, with Shift they select; Enter opens, Ctrl C copies.</p>
      <Switch
        label="Keys without Ctrl"
        checked={on}
        onChange={(event) => {
          switchKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
    </>
  );
}
