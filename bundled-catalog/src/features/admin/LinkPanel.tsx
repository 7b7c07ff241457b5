import { Button, Group } from '@mantine/core';
import { Panel } from '../../components/dialog/Panel';
import { Command } from '../../components/marks/Command';

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
            This registry sends no mails. Pass this link on to {name}, who chooses a password with it. It works once, within 24 hours, and is not shown again.
          </p>
          <Command line={link} label={`the link for ${name}`} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              Done
            </Button>
          </Group>
        </>
      )}
    </Panel>
  );
}
