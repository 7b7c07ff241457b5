import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { say } from '../../lib/texts';

/** A password, which can be shown, and a hint while Caps Lock is on. */
export function PasswordField(props: PasswordInputProps) {
  const [caps, setCaps] = useState(false);
  const look = (event: KeyboardEvent) => { setCaps(event.getModifierState('CapsLock')); };
  return (
    <div>
      <PasswordInput visibilityToggleButtonProps={{ 'aria-label': say('password.toggle') }} {...props} onKeyDown={look} onKeyUp={look} onBlur={() => { setCaps(false); }} />
      <span className="meta" role="status">
        {caps ? say('password.caps') : ''}
      </span>
    </div>
  );
}
