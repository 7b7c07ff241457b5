import { Switch } from '@mantine/core';
import { useState } from 'react';
import { areKeysOn, switchKeys } from '../../lib/keys';
import { say, type TextId } from '../../lib/texts';
import classes from './Palette.module.css';

const keys: readonly (readonly [string, TextId])[] = [
  ['Ctrl K', 'keys.anything'],
  ['/', 'keys.search'],
  ['t', 'keys.file'],
  ['y', 'keys.pin'],
  ['j', 'keys.next'],
  ['k', 'keys.before'],
  ['g h', 'keys.home'],
  ['g p', 'keys.own'],
  ['g a', 'keys.admin'],
  ['?', 'keys.list'],
  ['Esc', 'keys.close'],
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
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{say('keys.table')}</p>
      <Switch
        label={say('keys.single')}
        checked={on}
        onChange={(event) => {
          switchKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
    </>
  );
}
