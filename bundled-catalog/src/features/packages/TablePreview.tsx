import { Button, Checkbox, Menu, NumberInput, Pill, Select, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Panel } from '../../components/dialog/Panel';
import { Empty, Failure, Loading } from '../../components/states/States';
import { ApiError } from '../../lib/api-client';
import { count } from '../../lib/format';
import { CellPanel } from './CellPanel';
import { ColumnPanel } from './ColumnPanel';
import type { Cell, Column, Rows } from '../../lib/api-types';
import { say } from '../../lib/texts';
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
            <Empty>{say('table.broken', { message: error.message })}</Empty>
          </div>
        ) : (
          <Failure error={error} what={say('thing.table')} onRetry={() => void refetch()} />
        )}
        {address.view.filter.length + address.view.sort.length > 0 && <Filters address={address} schema={data?.schema ?? []} />}
      </>
    );
  }
  if (data === undefined) return <Loading what={say('thing.table')} lines={10} />;
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
          {say(hidden.size > 0 ? 'table.sizeHidden' : 'table.size', { rows: total, columns: schema.length, hidden: hidden.size })}
        </p>
        {first.sheets !== null && first.sheets.length > 1 && (
          <Select
            aria-label={say('table.sheet')}
            data={[...new Set(first.sheets)]}
            value={first.sheet}
            allowDeselect={false}
            onChange={(chosen) => { if (chosen !== null) address.setSheet(chosen); }}
          />
        )}
        {first.header !== null && (
          <Switch
            label={first.sheets === null ? say('table.firstLine') : say('table.firstRow')}
            checked={first.header}
            onChange={(event) => { address.setHeader(event.currentTarget.checked); }}
          />
        )}
        <Button variant="default" aria-pressed={finding} aria-keyshortcuts="Control+F" onClick={() => { setFinding(!finding); }}>
          {say('word.find')}
        </Button>
        <JumpForm total={total} onJump={address.setRow} />
        <Menu position="bottom-end" closeOnItemClick={false}>
          <Menu.Target>
            <Button variant="default">{say('table.columns')}</Button>
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
                  {say('table.asFile')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Filters address={address} schema={schema} />
      {partial !== null && (
        <p className={classes.partial}>
          {say('table.partial', { part: partialWords(partial) })}
        </p>
      )}
      {unsummarised && <Failure error={unsummarised} what={say('thing.columns')} onRetry={() => void summarise()} />}
      {total === 0 ? (
        <Empty>{address.view.filter.length > 0 ? say('table.noFit') : say('table.empty')}</Empty>
      ) : shown.length === 0 ? (
        <Empty>{say('table.allHidden')}</Empty>
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
      <Panel about={column} title={(place) => say('table.column', { name: schema[place]?.name ?? '' })} onClose={() => { setColumn(null); }}>
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
      <NumberInput aria-label={say('table.rowNumber')} placeholder={say('table.row')} min={1} max={total} allowDecimal={false} hideControls w={104} value={row} onChange={setRow} />
      <Button type="submit" variant="default">
        {say('table.go')}
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
          removeButtonProps={{ 'aria-label': say('table.removeFilter', { filter: filterWords(one, schema) }), tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => { address.setFilter(filter.filter((other) => other !== one)); }}
        >
          {filterWords(one, schema)}
        </Pill>
      ))}
      {sort.map((one) => (
        <Pill key={one} withRemoveButton removeButtonProps={{ 'aria-label': say('table.removeOrder'), tabIndex: 0, 'aria-hidden': false }} onRemove={() => { address.setSort([]); }}>
          {say(one.endsWith(':desc') ? 'table.byDescending' : 'table.by', { name: schema[Number.parseInt(one, 10)]?.name ?? one })}
        </Pill>
      ))}
    </Pill.Group>
  );
}
