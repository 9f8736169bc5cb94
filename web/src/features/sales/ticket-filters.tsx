import { useState, type FormEvent } from 'react';

import type { TicketFilter, TicketStatus } from '@/features/sales/queries';
import { statuses } from '@/features/sales/status-badge';
import { useTypedSearch } from '@/lib/use-typed-search';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Select, TextField } from '@/ui/field';

interface TicketFiltersProps {
  filter: TicketFilter;
  onChange: (change: Partial<TicketFilter>) => void;
  total: number;
  onJump: ((serial: number) => void) | undefined;
}

export function TicketFilters({ filter, onChange, total, onJump }: TicketFiltersProps) {
  const words = texts.sales.table;
  const [typed, setTyped] = useTypedSearch(filter.q, (q) => onChange({ q }));
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <TextField
        label={words.search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)}
        className="flex-[3_1_16rem]" maxLength={200} autoComplete="off" enterKeyHint="search"
      />
      <Select
        label={words.status} value={filter.status ?? ''} className="flex-[1_1_10rem]"
        onChange={(event) => onChange({ status: (event.target.value || null) as TicketStatus | null })}
      >
        <option value="">{words.anyStatus}</option>
        {statuses.map((status) => <option key={status} value={status}>{texts.sales.status[status]}</option>)}
      </Select>
      {onJump !== undefined && total > 200 && <Jump total={total} onJump={onJump} />}
    </div>
  );
}

/** Straight to a serial: scrolling through a hundred thousand rows is no way to find one. */
function Jump({ total, onJump }: { total: number; onJump: (serial: number) => void }) {
  const [typed, setTyped] = useState('');
  const words = texts.sales.table;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const serial = Number(typed.replace(/\D/g, ''));
    if (serial >= 1) onJump(Math.min(serial, total));
  };
  return (
    <form onSubmit={submit} className="flex flex-[0_1_11rem] items-end gap-2">
      <TextField
        label={words.jump} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)}
        className="min-w-0 flex-1" autoComplete="off"
      />
      <Button type="submit">{words.jumpGo}</Button>
    </form>
  );
}
