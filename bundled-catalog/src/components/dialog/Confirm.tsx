import { Button, Group } from '@mantine/core';
import { say } from '../../lib/texts';

interface Props {
  readonly text: string;
  /** What the button does, in its words. */
  readonly action: string;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** The last question before something is taken away; inside a dialog whose title names the action. */
export function Confirm({ text, action, error, busy, onConfirm, onCancel }: Props) {
  return (
    <>
      <p>{text}</p>
      {error && (
        <p role="alert" className="problem">
          {say('common.notChanged', { message: error.message })}
        </p>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onCancel}>
          {say('common.cancel')}
        </Button>
        <Button bg="var(--danger)" loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </>
  );
}
