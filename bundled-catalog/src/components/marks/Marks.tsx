import { exactly, timeText } from '../../lib/format';
import { say } from '../../lib/texts';
import { useTimeFormat } from '../../lib/time-format';

/** Who may see a package. */
export type Visibility = 'private' | 'team' | 'public';

const shapes: Readonly<Record<Visibility, string>> = {
  private: 'M4 7V5a4 4 0 0 1 8 0v2M3 7h10v7H3z',
  team: 'M6 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1 14c0-3 2-5 5-5s5 2 5 5M11 7a2 2 0 1 0 0-4M12 9c2 .5 3 2.5 3 5',
  public: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.5c2 2 3 4 3 6.5s-1 4.5-3 6.5c-2-2-3-4-3-6.5s1-4.5 3-6.5z',
};

const colours: Readonly<Record<Visibility, string>> = { private: 'var(--text-2)', team: 'var(--info)', public: 'var(--ok)' };

/** Icon and word together, never the colour alone. */
export function VisibilityMark({ visibility }: { readonly visibility: Visibility }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, color: colours[visibility] }} className="meta">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={shapes[visibility]} />
      </svg>
      {say(`visibility.${visibility}`)}
    </span>
  );
}

/**
 * As the reader wants times for the eye, exact for machines and in the tooltip. Unix seconds.
 *
 * @param exact where nobody wants to read how long ago it was: to the second
 */
export function Time({ at, exact = false }: { readonly at: number; readonly exact?: boolean }) {
  const format = useTimeFormat();
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={exactly(at)}>
      {exact ? exactly(at, format) : timeText(at, format)}
    </time>
  );
}
