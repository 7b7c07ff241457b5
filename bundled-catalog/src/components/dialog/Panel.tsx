import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { say } from '../../lib/texts';

interface Props<T> {
  /** What the dialog is about; null while it is closed. */
  readonly about: T | null;
  readonly title: (about: T) => string;
  readonly size?: number;
  readonly onClose: () => void;
  readonly children: (about: T) => ReactNode;
}

/** A dialog about one of many things. It stays mounted while closed, so the focus goes back to where it came from. */
export function Panel<T>({ about, title, size = 480, onClose, children }: Props<T>) {
  const [last, setLast] = useState(about);
  if (about !== null && about !== last) setLast(about);
  const shown = about ?? last;
  return (
    <Modal opened={about !== null} onClose={onClose} title={shown === null ? '' : title(shown)} size={size} closeButtonProps={{ 'aria-label': say('common.close') }}>
      {shown !== null && children(shown)}
    </Modal>
  );
}
