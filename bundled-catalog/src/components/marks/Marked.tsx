/** Text in which ranges `[from, to)` stand out, as a search marks what it found. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly (readonly number[])[] }) {
  const ends = marks.map(([, to = 0]) => to);
  return (
    <>
      {marks.map(([from = 0, to = 0], index) => (
        <span key={from}>
          {text.slice(ends[index - 1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  );
}
