import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/marks/CopyButton';
import { Failure, Loading } from '../../components/states/States';
import type { Cell, Column } from '../../lib/api-types';
import { say } from '../../lib/texts';
import { cellQuery, type Source, type View } from './table-api';
import { cellText } from './table-cells';
import classes from './Table.module.css';

interface Props {
  /** Where to ask for the whole cell; absent where a row has no address. */
  readonly source?: Source;
  readonly view: View;
  readonly row: number;
  readonly place: number;
  readonly column: Column;
  readonly cell: Cell;
  /** Whether there is more text than came with the row. */
  readonly cut: boolean;
  readonly rowJson: string;
}

const NOWHERE: Source = { place: { owner: '', name: '' }, hash: '', path: '' };

/** One cell with all of its text. */
export function CellPanel({ source, view, row, place, column, cell, cut, rowJson }: Props) {
  const asks = cut && source !== undefined;
  const whole = useQuery({ ...cellQuery(source ?? NOWHERE, view, row, place), enabled: asks });
  const shown = asks ? whole.data : cell;
  const text = cellText(shown);
  return (
    <>
      {whole.error && <Failure error={whole.error} what={say('thing.cell')} onRetry={() => void whole.refetch()} />}
      {shown === undefined && !whole.error && <Loading what={say('thing.cell')} lines={2} />}
      {shown === null && <p className="quiet">{say('cell.null')}</p>}
      {shown != null && (
        // Keyboards must be able to move text that is larger than its place.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={classes.cellText} role="group" aria-label={say('word.value')} tabIndex={0}>
          {column.kind === 'nested' ? pretty(text) : text}
        </pre>
      )}
      {cut && !asks && <p className="quiet">{say('cell.cut')}</p>}
      <Group gap="xs" mt="sm">
        {shown != null && <CopyButton text={text} label={say('cell.theValue')}>{say('cell.copyValue')}</CopyButton>}
        <CopyButton text={rowJson} label={say('cell.theRow')}>{say('cell.copyRow')}</CopyButton>
        {source !== undefined && <CopyButton text={linkTo(row)} label={say('cell.toRow')}>{say('copy.link')}</CopyButton>}
      </Group>
    </>
  );
}

/** This page in the same order and with the same filters, at the row. */
function linkTo(row: number): string {
  const link = new URL(window.location.href);
  link.searchParams.set('row', String(row + 1));
  return link.href;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
