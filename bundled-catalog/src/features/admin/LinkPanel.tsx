import { Button, Group } from '@mantine/core';
import { Panel } from '../../components/dialog/Panel';
import { Command } from '../../components/marks/Command';
import { say } from '../../lib/texts';

/** A link to choose a password, and whom it is for. */
export interface PasswordLink {
  readonly name: string;
  readonly link: string;
}

interface Props {
  /** Null while there is none to be shown. */
  readonly about: PasswordLink | null;
  readonly title: (about: PasswordLink) => string;
  readonly onClose: () => void;
}

/** Shows the link for somebody who is to choose a password, where no mail brings it. */
export function LinkPanel({ about, title, onClose }: Props) {
  return (
    <Panel about={about} title={title} onClose={onClose}>
      {({ name, link }) => (
        <>
          <p>
            {say('link.text', { user: name })}
          </p>
          <Command line={link} label={say('link.label', { user: name })} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {say('link.done')}
            </Button>
          </Group>
        </>
      )}
    </Panel>
  );
}
