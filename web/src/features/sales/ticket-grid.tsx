// The table of tickets: only the rows in view are in the page, whatever their number. One stop of the Tab
// key; arrows, Page Up and Down, Home and End move from row to row.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import '@/features/sales/sales.css';
import type { components } from '@/api/schema.gen';
import { TicketRow } from '@/features/sales/ticket-row';
import type { TicketRows } from '@/features/sales/use-ticket-rows';
import { texts } from '@/texts/en';

type Concert = components['schemas']['Concert'];

export const row_px = 52;
const rowsBeyondView = 8;

interface TicketGridProps {
  concert: Concert;
  rows: TicketRows;
  isAdmin: boolean;
  /** The row to show and to focus, when one was asked for; a new object asks again. */
  target?: { index: number } | undefined;
}

const columns = ['serial', 'number', 'buyer', 'status', 'tier', 'price', 'sold'] as const;

export function TicketGrid({ concert, rows, isAdmin, target }: TicketGridProps) {
  const words = texts.sales.table;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const mustFocus = useRef(false);
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row_px,
    overscan: rowsBeyondView,
    scrollPaddingStart: row_px,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { view } = rows;
  useEffect(() => view(first, last), [view, first, last]);

  const goTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), rows.count - 1);
    mustFocus.current = true;
    setActive(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  useEffect(() => {
    if (target !== undefined) goTo(target.index);
    // A target is asked for once, when it is new.
  }, [target]);
  // The row may have come into the page only now.
  useEffect(() => {
    if (!mustFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"] a`);
    if (row === null || row === undefined) return;
    mustFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? row_px) - row_px) / row_px) - 1);
    const moves: Record<string, number> = {
      ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page,
      Home: 0, End: rows.count - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return moveInRow(event);
    event.preventDefault();
    goTo(next);
  };

  const isInView = active >= first && active <= last;
  return (
    <div
      ref={scroller} role="grid" aria-label={words.label} aria-describedby="ticket-grid-keys"
      aria-rowcount={rows.isWhole ? rows.count + 1 : -1} aria-colcount={columns.length}
      aria-busy={rows.isLoading} onKeyDown={onKeyDown} className="ticket-grid stock"
    >
      <div role="row" aria-rowindex={1} className="ticket-grid-row ticket-grid-head">
        {columns.map((column, place) => (
          <span key={column} role="columnheader" aria-colindex={place + 1} data-column={column}>{words.columns[column]}</span>
        ))}
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <TicketRow
            key={item.key} index={item.index} top={item.start} ticket={rows.at(item.index)} concert={concert}
            isStop={isInView ? item.index === active : item.index === first} isAdmin={isAdmin} onFocus={setActive}
          />
        ))}
      </div>
      <p id="ticket-grid-keys" className="sr-only">{words.keys}</p>
    </div>
  );
}

/** Left and right go between the links of a row. */
function moveInRow(event: KeyboardEvent): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const row = (event.target as HTMLElement).closest('[role="row"]');
  const links = [...(row?.querySelectorAll<HTMLElement>('a') ?? [])];
  const place = links.indexOf(event.target as HTMLElement);
  const next = links[place + (event.key === 'ArrowRight' ? 1 : -1)];
  if (place < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
