import { Button, Checkbox, Menu, NumberInput, Pill, Select, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Panel } from '../../components/dialog/Panel';
import { Empty, Failure, Loading } from '../../components/states/States';
import { ApiError } from '../../lib/api-client';
import { count, counted } from '../../lib/format';
import { CellPanel } from './CellPanel';
import { ColumnPanel } from './ColumnPanel';
import type { Cell, Column, Rows } from '../../lib/api-types';
import { rowsQuery, type Source, summaryQuery } from './table-api';
import { filterWords, partialWords, rowJson } from './table-cells';
import { TableGrid } from './TableGrid';
import classes from './Table.module.css';
import { useColumns } from './use-columns';
import { useView, type ViewInAddress } from './use-view';

/** A table as a grid: only what is on the screen is sent. */
export function TablePreview({ source }: { readonly source: Source }) {
  const address = useView();
  const { data, error, refetch } = useQuery({ ...rowsQuery(source, address.view, 0, 0), placeholderData: keepPreviousData });
  if (error) {
    const hopeless = error instanceof ApiError && (error.status === 422 || error.status === 413);
    return (
      <>
        {hopeless ? (
          <div role="alert">
            <Empty>This file could not be shown as a table. {error.message} Download it to open it with your own tools.</Empty>
          </div>
        ) : (
          <Failure error={error} what="The table" onRetry={() => void refetch()} />
        )}
        {address.view.filter.length + address.view.sort.length > 0 && <Filters address={address} schema={data?.schema ?? []} />}
      </>
    );
  }
  if (data === undefined) return <Loading what="the table" lines={10} />;
  // Another sheet has other columns.
  return <Table key={data.sheet} source={source} first={data} address={address} />;
}

const NO_COLUMN: Column = { name: '', type: '', kind: 'text' };

interface Opened {
  readonly row: number;
  readonly place: number;
  readonly cell: Cell;
  readonly cut: boolean;
  readonly whole: ReadonlyMap<number, Cell>;
}

function Table({ source, first, address }: { readonly source: Source; readonly first: Rows; readonly address: ViewInAddress }) {
  const { schema, total, partial } = first;
  const columns = useColumns(source, first.sheet, schema);
  const { order, shown, hidden, toggle } = columns;
  const [column, setColumn] = useState<number | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [finding, setFinding] = useState(false);
  const { data: summary, error: unsummarised, refetch: summarise } = useQuery(summaryQuery(source, address.view));
  const done = summary?.status === 200 ? summary : undefined;
  const filter = (filters: readonly string[]) => { address.setFilter([...new Set([...address.view.filter, ...filters])]); };
  return (
    <div className={classes.table}>
      <div className={classes.tools}>
        <p className="meta" role="status">
          {counted(total, 'row')}, {counted(schema.length, 'column')}
          {hidden.size > 0 && ` (${hidden.size} hidden)`}
        </p>
        {first.sheets !== null && first.sheets.length > 1 && (
          <Select
            aria-label="Sheet"
            data={[...new Set(first.sheets)]}
            value={first.sheet}
            allowDeselect={false}
            onChange={(chosen) => { if (chosen !== null) address.setSheet(chosen); }}
          />
        )}
        {first.header !== null && (
          <Switch
            label={first.sheets === null ? 'First line names the columns' : 'First row names the columns'}
            checked={first.header}
            onChange={(event) => { address.setHeader(event.currentTarget.checked); }}
          />
        )}
        <Button variant="default" aria-pressed={finding} aria-keyshortcuts="Control+F" onClick={() => { setFinding(!finding); }}>
          Find
        </Button>
        <JumpForm total={total} onJump={address.setRow} />
        <Menu position="bottom-end" closeOnItemClick={false}>
          <Menu.Target>
            <Button variant="default">Columns</Button>
          </Menu.Target>
          <Menu.Dropdown className={classes.columns ?? ''}>
            {order.map((place) => (
              <Menu.Item
                key={place}
                role="menuitemcheckbox"
                aria-checked={!hidden.has(place)}
                leftSection={<Checkbox.Indicator checked={!hidden.has(place)} size="xs" />}
                onClick={() => { toggle(place); }}
              >
                {schema[place]?.name}
              </Menu.Item>
            ))}
            {columns.arranged && (
              <>
                <Menu.Divider />
                <Menu.Item closeMenuOnClick onClick={columns.reset}>
                  As in the file
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Filters address={address} schema={schema} />
      {partial !== null && (
        <p className={classes.partial}>
          Only the first {partialWords(partial)} were read; rows, filters and summaries are about these.
        </p>
      )}
      {unsummarised && <Failure error={unsummarised} what="What is in the columns" onRetry={() => void summarise()} />}
      {total === 0 ? (
        <Empty>{address.view.filter.length > 0 ? 'No row fits the filters.' : 'This table has no rows.'}</Empty>
      ) : shown.length === 0 ? (
        <Empty>All columns are hidden.</Empty>
      ) : (
        <TableGrid
          source={source}
          view={address.view}
          label={source.path}
          schema={schema}
          total={total}
          shown={shown}
          widths={columns.widths}
          summaries={done?.columns}
          summarised={done?.rows ?? 0}
          marked={address.row === null ? null : Math.min(address.row, total) - 1}
          onSort={address.turnSort}
          onColumn={setColumn}
          onFilter={filter}
          onWidth={columns.setWidth}
          onMove={columns.move}
          onMoveTo={columns.moveTo}
          finding={finding}
          onFinding={setFinding}
          onCell={(row, place, cell, cut, whole) => { setOpened({ row, place, cell, cut, whole }); }}
        />
      )}
      <Panel about={column} title={(place) => `Column ${schema[place]?.name ?? ''}`} onClose={() => { setColumn(null); }}>
        {(place) => (
          <ColumnPanel
            place={place}
            column={schema[place] ?? NO_COLUMN}
            summary={done?.columns[place]}
            rows={done?.rows ?? 0}
            partial={done?.partial ?? null}
            onClose={() => { setColumn(null); }}
            onFilter={filter}
            onSort={(sort) => { address.setSort([sort]); }}
            onHide={() => { toggle(place); }}
            at={shown.indexOf(place)}
            of={shown.length}
            onMove={(by) => { columns.move(place, by); }}
            onWiden={(by) => { columns.widen(place, by); }}
          />
        )}
      </Panel>
      <Panel
        about={opened}
        title={({ place, row }) => `${schema[place]?.name ?? ''}, row ${count(row + 1)}`}
        size={640}
        onClose={() => { setOpened(null); }}
      >
        {({ row, place, cell, cut, whole }) => (
          <CellPanel
            source={source}
            view={address.view}
            row={row}
            place={place}
            column={schema[place] ?? NO_COLUMN}
            cell={cell}
            cut={cut}
            rowJson={rowJson(schema, whole)}
          />
        )}
      </Panel>
    </div>
  );
}

function JumpForm({ total, onJump }: { readonly total: number; readonly onJump: (row: number) => void }) {
  const [row, setRow] = useState<number | string>('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typeof row === 'number') onJump(row);
  };
  return (
    <form className={classes.jump} onSubmit={onSubmit}>
      <NumberInput aria-label="Number of a row" placeholder="Row" min={1} max={total} allowDecimal={false} hideControls w={104} value={row} onChange={setRow} />
      <Button type="submit" variant="default">
        Go
      </Button>
    </form>
  );
}

/** What the address leaves out of the table, each to be taken away. */
function Filters({ address, schema }: { readonly address: ViewInAddress; readonly schema: Rows['schema'] }) {
  const { filter, sort } = address.view;
  if (filter.length === 0 && sort.length === 0) return null;
  return (
    <Pill.Group>
      {filter.map((one) => (
        <Pill
          key={one}
          withRemoveButton
          removeButtonProps={{ 'aria-label': `Remove filter ${filterWords(one, schema)}`, tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => { address.setFilter(filter.filter((other) => other !== one)); }}
        >
          {filterWords(one, schema)}
        </Pill>
      ))}
      {sort.map((one) => (
        <Pill key={one} withRemoveButton removeButtonProps={{ 'aria-label': 'Remove the order', tabIndex: 0, 'aria-hidden': false }} onRemove={() => { address.setSort([]); }}>
          by {schema[Number.parseInt(one, 10)]?.name ?? one}
          {one.endsWith(':desc') ? ', descending' : ''}
        </Pill>
      ))}
    </Pill.Group>
  );
}
