import { Markdown } from '../../components/markdown/Markdown';
import { Code } from './Code';
import { type NotebookCell, readNotebook } from './notebook';
import classes from './Notebook.module.css';
import { say } from '../../lib/texts';

/** A notebook as it was saved: texts, code and outputs. Nothing of it runs. */
export function NotebookView({ text, label }: { readonly text: string; readonly label: string }) {
  const notebook = readNotebook(text);
  if (notebook === undefined) {
    return (
      <>
        <p className="meta">{say('notebook.broken')}</p>
        <Code text={text} label={label} />
      </>
    );
  }
  if (notebook.cells.length === 0) return <p className="quiet">{say('notebook.empty')}</p>;
  return (
    <div className={classes.notebook}>
      {notebook.cells.map((cell, index) => (
        <Cell key={index} cell={cell} number={index + 1} language={notebook.language} />
      ))}
    </div>
  );
}

function Cell({ cell, number, language }: { readonly cell: NotebookCell; readonly number: number; readonly language: string }) {
  if (cell.kind === 'text') return <Markdown text={cell.source} />;
  return (
    <section className={classes.cell} aria-label={say('notebook.cell', { number })}>
      <span className={classes.count}>{cell.kind === 'code' ? `[${cell.count ?? ' '}]` : ''}</span>
      {/* A fence longer than any in the source. */}
      {cell.kind === 'code' ? <Markdown text={fenced(cell.source, language)} /> : <Code text={cell.source} label={say('notebook.cell', { number })} />}
      {cell.outputs.map((output, index) =>
        output.kind === 'picture' ? (
          <img key={index} className={classes.output} src={output.address} alt={say('notebook.output', { number })} />
        ) : (
          // Keyboards must be able to move lines that are longer than their place.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre key={index} className={classes.output} data-failed={output.failed} role="group" aria-label={say('notebook.output', { number })} tabIndex={0}>
            {output.text}
          </pre>
        ),
      )}
    </section>
  );
}

function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language.replace(/[^\w+-]/g, '')}\n${source}\n${fence}`;
}
