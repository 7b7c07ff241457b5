import { Textarea, type TextareaProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { say } from '../../lib/texts';
import classes from './Comments.module.css';
import { candidates, type Mention, mentionAt, withName } from './mentions';
import { namesQuery } from './people';

/** How long somebody types on before names are asked for, in milliseconds. */
const PAUSE = 150;

interface Props extends Omit<TextareaProps, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Names that are offered first: of those who take part. */
  readonly near: readonly string[];
}

/** A text field that completes the names of people behind an `@`, as a combobox does. */
export function MentionField({ value, onChange, near, ...field }: Props) {
  const list = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number | null>(null);
  const [mention, setMention] = useState<Mention | null>(null);
  const [active, setActive] = useState(0);
  const [asked] = useDebouncedValue(mention?.beginning ?? '', PAUSE);
  const { data: others = [] } = useQuery(namesQuery(asked));
  const names = mention === null ? [] : candidates(mention.beginning, near, others.filter((name) => name.includes(mention.beginning)));
  const open = names.length > 0;

  useLayoutEffect(() => {
    // Where the chosen name ends, once it is in the field.
    if (cursor.current === null) return;
    input.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [value]);

  const look = () => {
    const field = input.current;
    if (field === null) return;
    const found = field.selectionStart === field.selectionEnd ? mentionAt(field.value, field.selectionStart) : null;
    if (found?.beginning !== mention?.beginning || found?.from !== mention?.from) setActive(0);
    setMention(found);
  };
  const choose = (name: string | undefined) => {
    if (mention === null || name === undefined) return;
    const put = withName(value, mention, name);
    cursor.current = put.cursor;
    setMention(null);
    onChange(put.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => { setActive((active + 1) % names.length); },
      ArrowUp: () => { setActive((active + names.length - 1) % names.length); },
      Enter: () => { choose(names[active]); },
      Tab: () => { choose(names[active]); },
      Escape: () => { setMention(null); },
    };
    const act = event.shiftKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={classes.completed}>
      <Textarea
        {...field}
        ref={input}
        value={value}
        role="combobox"
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open ? `${list}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onSelect={look}
        onKeyDown={onKeyDown}
        onBlur={() => { setMention(null); }}
      />
      <div id={list} role="listbox" aria-label={say('palette.people')} className={classes.names} hidden={!open}>
        {names.map((name, index) => (
          // The field keeps the focus and has the keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={name}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => { event.preventDefault(); }}
            onClick={() => { choose(name); }}
          >
            @{name}
          </div>
        ))}
      </div>
      <span className="only-heard" role="status">
        {open ? say('comments.names', { n: names.length }) : ''}
      </span>
    </div>
  );
}
