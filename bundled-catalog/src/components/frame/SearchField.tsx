import { TextInput } from '@mantine/core';
import { type SubmitEvent, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useConfig } from '../../lib/config-context';
import { useKeys } from '../../lib/keys';
import { say } from '../../lib/texts';

/** Mirrors the text of the search page; Enter goes there. `/` brings the focus here. */
export function SearchField({ className }: { readonly className: string }) {
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const asked = pathname.startsWith('/search') ? (params.get('q') ?? '') : '';
  // Another page or another search begins with its own text.
  return <Field key={asked} asked={asked} className={className} />;
}

function Field({ asked, className }: { readonly asked: string; readonly className: string }) {
  const config = useConfig();
  const go = useNavigate();
  const [text, setText] = useState(asked);
  const input = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => input.current?.focus() });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void go(`/search?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form role="search" className={className} onSubmit={onSubmit}>
      <TextInput
        ref={input}
        type="search"
        name="q"
        id="search"
        aria-label={say('frame.search')}
        aria-keyshortcuts="/"
        placeholder={config.team ? say('frame.searchTeam', { team: config.team.id }) : say('frame.search')}
        value={text}
        onChange={(event) => { setText(event.currentTarget.value); }}
      />
    </form>
  );
}
