import { Button, Group, Tabs } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Markdown } from '../../components/markdown/Markdown';
import classes from './Comments.module.css';
import { MentionField } from './MentionField';
import { say } from '../../lib/texts';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What the button does, in its words. */
  readonly action: string;
  readonly error: string | undefined;
  readonly busy: boolean;
  readonly onSend: () => void;
  /** Absent where there is nothing to go back to. */
  readonly onCancel?: () => void;
  readonly near: readonly string[];
}

/** The text of a comment, and how it will look. */
export function CommentForm({ label, text, onText, action, error, busy, onSend, onCancel, near }: Props) {
  const [tab, setTab] = useState<string | null>('write');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onSend();
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <Tabs value={tab} onChange={setTab}>
        <Tabs.List>
          <Tabs.Tab value="write">{say('comments.tab.write')}</Tabs.Tab>
          <Tabs.Tab value="preview">{say('comments.tab.preview')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" pt="sm">
          <MentionField
            label={label}
            description={say('comments.hint')}
            autosize
            minRows={4}
            value={text}
            disabled={busy}
            error={error}
            near={near}
            onChange={onText}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="sm">
          {text.trim() === '' ? <p className="quiet">{say('word.empty')}</p> : <Markdown text={text} pictures={false} />}
        </Tabs.Panel>
      </Tabs>
      <Group gap="sm">
        <Button type="submit" loading={busy} disabled={text.trim() === ''}>
          {action}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" disabled={busy} onClick={onCancel}>
            {say('common.cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
