import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Marked } from '../../components/marks/Marked';
import { Failure } from '../../components/states/States';
import { copy } from '../../lib/clipboard';
import { count } from '../../lib/format';
import { useNotices } from '../../components/notices/notices-context';
import { marksOf, wanted } from './find-cells';
import { FindBar } from './FindBar';
import { across, HEADER, LOW_HEADER, numbersWidth, ROW, scrollTo, stretch } from './grid-geometry';
import type { Cell, Column, SummaryColumn } from '../../lib/api-types';
import { say } from '../../lib/texts';
import type { Source, View } from './table-api';
import { cellText, kindLabels, tabSeparated } from './table-cells';
import { SummaryMark } from './SummaryMark';
import classes from './Table.module.css';
import { type Fixed, useRows } from './use-rows';

/** Taken until the window has been measured, and where nothing is. */
const UNMEASURED = { width: 1_200, height: 560 };

/** How SQL writes that there is no value, in every language. */
const NULL = 'null';

interface Props {
  /** Where rows come from; those of a result are all here. */
  readonly source: Source | Fixed;
  readonly view: View;
  readonly label: string;
  readonly schema: readonly Column[];
  readonly total: number;
  /** Places of the columns that are shown, in order. */
  readonly shown: readonly number[];
  readonly widths: ReadonlyMap<number, number>;
  readonly summaries: readonly SummaryColumn[] | undefined;
  readonly summarised: number;
  /** From 0; null for none. */
  readonly marked: number | null;
  /** Absent where the order is given. */
  readonly onSort?: (place: number) => void;
  /** Absent where a column has nothing to tell. */
  readonly onColumn?: (place: number) => void;
  readonly onFilter?: (filters: readonly string[]) => void;
  readonly onWidth: (place: number, width: number) => void;
  /** Moves a column past so many others; absent where their order is given. */
  readonly onMove?: (place: number, by: number) => void;
  /** Moves a column to where another one is. */
  readonly onMoveTo?: (place: number, target: number) => void;
  readonly onCell: (row: number, place: number, cell: Cell, cut: boolean, whole: ReadonlyMap<number, Cell>) => void;
  /** Whether a text is looked for in the rows. */
  readonly finding: boolean;
  readonly onFinding: (finding: boolean) => void;
}

/** Row -1 is the header. Columns count among those that are shown. */
interface Spot {
  readonly row: number;
  readonly column: number;
}

export const WIDTH = 160;

/** Width of the grid from which the first column stays in view. */
const ROOM_TO_PIN = 600;

/** Rows and columns of which only those on the screen are there, moved through by keys like a spreadsheet. */
export function TableGrid(props: Props) {
  const { source, view, schema, total, shown, widths, marked, finding, onFinding } = props;
  const id = useId();
  const notices = useNotices();
  const { ref: measured, ...size } = useElementSize<HTMLDivElement>();
  const box = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(box, measured);
  const [scrolled, setScrolled] = useState({ top: 0, left: 0 });
  const [spot, setSpot] = useState<Spot>({ row: marked ?? 0, column: 0 });
  const [anchor, setAnchor] = useState<Spot | null>(null);
  const [sought, setSought] = useState('');
  const words = useMemo(() => (finding ? wanted(sought) : null), [finding, sought]);
  const head = 'rows' in source ? LOW_HEADER : HEADER;
  const width = size.width || UNMEASURED.width;
  const seen = Math.max(ROW, (size.height || UNMEASURED.height) - head);
  const { height, first, last, top } = stretch(total, scrolled.top, seen);
  const sizes = shown.map((place) => widths.get(place) ?? WIDTH);
  // Where there is room, the first column stays like the row numbers.
  const pins = width >= ROOM_TO_PIN ? 1 : 0;
  const numbers = numbersWidth(total);
  const kept = numbers + (pins === 0 ? 0 : (sizes[0] ?? 0));
  const columns = across(sizes.slice(pins), scrolled.left, width - kept);
  const pinned = shown.slice(0, pins).map((place, column) => ({ place, column, size: sizes[column] ?? WIDTH }));
  const free = shown
    .map((place, column) => ({ place, column, size: sizes[column] ?? WIDTH }))
    .slice(columns.first + pins, columns.last + pins);
  const drawn = [...pinned, ...free].map(({ place }) => place);
  const loaded = useRows(source, view, schema.length, total, first, last, drawn);

  const show = ({ row, column }: Spot) => {
    const element = box.current;
    if (element === null) return;
    if (row >= 0) element.scrollTop = scrollTo(row, total, element.scrollTop, seen);
    if (column < pins) return;
    const left = sizes.slice(pins, column).reduce((sum, one) => sum + one, 0);
    const right = left + (sizes[column] ?? 0);
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + width - kept) element.scrollLeft = Math.min(left, right - width + kept);
  };
  const go = (to: Spot, extend = false) => {
    const next = { row: clamp(to.row, -1, total - 1), column: clamp(to.column, 0, shown.length - 1) };
    setAnchor(extend ? (anchor ?? spot) : null);
    setSpot(next);
    show(next);
  };

  // The row of the address comes into the middle once, whenever the address names another.
  const [came, setCame] = useState<number | null>(null);
  if (came !== marked) {
    setCame(marked);
    if (marked !== null) setSpot({ row: marked, column: spot.column });
  }
  const last_seen = useRef(seen);
  useLayoutEffect(() => {
    last_seen.current = seen;
  });
  useLayoutEffect(() => {
    if (marked === null || box.current === null) return;
    const element = box.current;
    const middle = Math.max(0, marked - Math.floor(last_seen.current / ROW / 2));
    element.scrollTop = 0;
    element.scrollTop = scrollTo(Math.min(total - 1, middle + Math.floor(last_seen.current / ROW) - 1), total, 0, last_seen.current);
  }, [marked, total]);

  // Other rows begin at their beginning.
  const rowsKey = JSON.stringify(view);
  const rowsBefore = useRef(rowsKey);
  useLayoutEffect(() => {
    if (rowsBefore.current !== rowsKey && box.current !== null) box.current.scrollTop = 0;
    rowsBefore.current = rowsKey;
  }, [rowsKey]);

  const selected = range(anchor ?? spot, spot);
  const copySelection = () => {
    const rows = Array.from({ length: selected.bottom - selected.top + 1 }, (_, index) => selected.top + index);
    const chosen = shown.slice(selected.left, selected.right + 1);
    const lines = rows.map((row) => (row < 0 ? chosen.map((place) => schema[place]?.name ?? '') : chosen.map((place) => loaded.cell(row, place))));
    if (lines.some((line) => line.includes(undefined))) {
      notices.show(say('grid.onScreen'));
      return;
    }
    copy(tabSeparated(lines)).then(
      () => { notices.show(say('grid.copied', { n: lines.length * chosen.length })); },
      () => { notices.show(say('common.noCopy')); },
    );
  };
  const openSpot = ({ row, column }: Spot) => {
    const place = shown[column];
    if (place === undefined) return;
    if (row < 0) {
      props.onColumn?.(place);
      return;
    }
    const cell = loaded.cell(row, place);
    if (cell !== undefined) props.onCell(row, place, cell, loaded.isCut(row, place), loaded.row(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(seen / ROW) - 1);
    const { row, column } = spot;
    const far = event.ctrlKey || event.metaKey;
    const moves: Readonly<Record<string, Spot>> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      PageUp: { row: Math.max(0, row - page), column },
      PageDown: { row: row + page, column },
      Home: { row: far ? 0 : row, column: 0 },
      End: { row: far ? total - 1 : row, column: shown.length - 1 },
    };
    const move = moves[event.key];
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const moved = shown[column];
    if (far && event.shiftKey && side !== 0 && props.onMove !== undefined && moved !== undefined) {
      props.onMove(moved, side);
      go({ row, column: column + side });
    } else if (move !== undefined) {
      go(move, event.shiftKey);
      // The first column may be in view wherever the others are.
      if (event.key === 'Home' && box.current !== null) box.current.scrollLeft = 0;
    }
    else if (event.key === 'Enter') openSpot(spot);
    else if (event.key === ' ' && row < 0) props.onSort?.(shown[column] ?? 0);
    else if (far && event.key === 'c') copySelection();
    // What browsers find is on the screen alone.
    else if (far && event.key === 'f') onFinding(true);
    else return;
    event.preventDefault();
  };

  const spotId = (row: number, column: number) => `${id}-${row}-${column}`;
  const inner = kept + columns.all;
  const isPinned = (column: number) => column < pins;
  return (
    <>
      {finding && (
        <FindBar
          source={source}
          view={view}
          total={total}
          shown={shown}
          text={sought}
          spot={{ row: spot.row, place: shown[spot.column] ?? -1 }}
          onText={setSought}
          onHit={({ row, place }) => { go({ row, column: shown.indexOf(place) }); }}
          onClose={() => {
            onFinding(false);
            box.current?.focus({ preventScroll: true });
          }}
        />
      )}
      {loaded.error && <Failure error={loaded.error} what={say('thing.someRows')} onRetry={loaded.retry} />}
      <div
        ref={ref}
        className={classes.grid}
        style={{ height: Math.min(head + height + 16, 10_000) }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={spotId(spot.row, spot.column)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => { setScrolled({ top: currentTarget.scrollTop, left: currentTarget.scrollLeft }); }}
      >
        <div className={classes.headRow} role="row" aria-rowindex={1} style={{ width: inner, height: head }}>
          <span className={`${classes.corner ?? ''} meta`} role="columnheader" aria-colindex={1} style={{ width: numbers }}>
            #
          </span>
          {[...pinned, ...free].map(({ place, column, size }) => (
            <Head
              key={place}
              {...props}
              id={spotId(-1, column)}
              index={column}
              place={place}
              width={size}
              pinned={isPinned(column)}
              left={numbers}
              gap={column === columns.first + pins ? columns.left : 0}
              active={spot.row === -1 && spot.column === column}
            />
          ))}
        </div>
        <div style={{ height, width: inner }} className={classes.rows} role="rowgroup">
          {Array.from({ length: last - first }, (_, offset) => first + offset).map((row) => (
            <div key={row} role="row" aria-rowindex={row + 2} className={classes.row} data-marked={row === marked} style={{ top: top(row), width: inner }}>
              <span className={classes.number} role="rowheader" aria-colindex={1} style={{ width: numbers }}>
                {count(row + 1)}
              </span>
              {[...pinned, ...free].map(({ place, column, size }) => (
                // The grid takes the keys.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <span
                  key={place}
                  id={spotId(row, column)}
                  role="gridcell"
                  aria-colindex={column + 2}
                  aria-selected={contains(selected, row, column)}
                  className={`${classes.cell ?? ''} ${schema[place]?.kind === 'number' ? (classes.right ?? '') : ''}`}
                  data-pinned={isPinned(column)}
                  data-active={row === spot.row && column === spot.column}
                  style={{ width: size, marginInlineStart: column === columns.first + pins ? columns.left : 0, insetInlineStart: isPinned(column) ? numbers : undefined }}
                  onClick={(event) => { go({ row, column }, event.shiftKey); }}
                  onDoubleClick={() => { openSpot({ row, column }); }}
                >
                  <CellText cell={loaded.cell(row, place)} words={words} />
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function CellText({ cell, words }: { readonly cell: Cell | undefined; readonly words: RegExp | null }) {
  if (cell === undefined) return <span className={classes.coming} />;
  if (cell === null) return <span className="quiet">{NULL}</span>;
  const text = cellText(cell);
  return words === null ? text : <Marked text={text} marks={marksOf(text, words)} />;
}

interface HeadProps extends Props {
  readonly id: string;
  readonly index: number;
  readonly place: number;
  readonly width: number;
  readonly pinned: boolean;
  /** Room for the columns before it that are not drawn. */
  readonly gap: number;
  /** Where it stays when it is pinned. */
  readonly left: number;
  readonly active: boolean;
}

/** What is dragged is a column of this application, and which one. */
const DRAGGED = 'application/x-column';

/** Name, type and a small summary; keys reach it through the grid, so what is in it is for the pointer. */
function Head({ id, index, place, width, pinned, gap, left, active, schema, view, summaries, summarised, onSort, onColumn, onFilter, onWidth, onMoveTo }: HeadProps) {
  const [target, setTarget] = useState(false);
  const column = schema[place];
  const summary = summaries?.[place];
  const [sort] = view.sort;
  const direction = sort === String(place) ? 'ascending' : sort === `${place}:desc` ? 'descending' : undefined;
  if (column === undefined) return null;
  const resize = (event: PointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const { currentTarget: handle, clientX: start } = event;
    const move = (moved: globalThis.PointerEvent) => { onWidth(place, width + moved.clientX - start); };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => { handle.removeEventListener('pointermove', move); }, { once: true });
  };
  return (
    // Keys reach it through the grid, which keeps the focus.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <span
      id={id}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={direction}
      className={classes.headCell}
      data-pinned={pinned}
      data-active={active}
      data-target={target}
      style={{ width, marginInlineStart: gap, insetInlineStart: pinned ? left : undefined }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => { setTarget(false); }}
      onDrop={(event) => {
        setTarget(false);
        const dragged = event.dataTransfer.getData(DRAGGED);
        if (dragged === '') return;
        event.preventDefault();
        onMoveTo?.(Number(dragged), place);
      }}
    >
      {/* Keys move columns through the grid, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <span className={classes.headLine} draggable={onMoveTo !== undefined} onDragStart={(event) => { event.dataTransfer.setData(DRAGGED, String(place)); }}>
        {onSort === undefined ? (
          <span className={`${classes.name ?? ''} ${classes.still ?? ''}`} title={column.name}>
            <span className="cut">{column.name === '' ? say('grid.noName') : column.name}</span>
          </span>
        ) : (
          <button type="button" tabIndex={-1} className={classes.name} title={say('grid.sort', { name: column.name })} onClick={() => { onSort(place); }}>
            <span className="cut">{column.name === '' ? say('grid.noName') : column.name}</span>
            <span aria-hidden="true">{direction === 'ascending' ? ' ↑' : direction === 'descending' ? ' ↓' : ''}</span>
          </button>
        )}
        <span className={classes.kind} data-kind={column.kind} title={column.type}>
          {say(kindLabels[column.kind])}
        </span>
        {onColumn !== undefined && (
          <button type="button" tabIndex={-1} className={classes.more} aria-label={say('grid.about', { name: column.name })} onClick={() => { onColumn(place); }}>
            ⋮
          </button>
        )}
      </span>
      {summary === undefined || onFilter === undefined ? <span className={classes.mark} /> : <SummaryMark place={place} summary={summary} rows={summarised} onFilter={onFilter} />}
      <span className={classes.handle} onPointerDown={resize} aria-hidden="true" />
    </span>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

function range(a: Spot, b: Spot): Area {
  return { top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.column, b.column), right: Math.max(a.column, b.column) };
}

function contains(area: Area, row: number, column: number): boolean {
  return row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
}
