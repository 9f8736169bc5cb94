// Selling paper: scan, look at the price, one press. Or each scan a sale at once.

import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react';
import { Link } from 'react-router';

import type { components } from '@/api/schema.gen';
import type { Ticket } from '@/features/sales/queries';
import type { Outcome, Sale } from '@/features/sales/sell';
import { SellForm } from '@/features/sales/sell-form';
import { usePaper, type OnTheCounter } from '@/features/sales/use-paper';
import { useWedge } from '@/lib/scanning/use-wedge';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { DoorIcon } from '@/ui/icons';
import { PageLoading } from '@/ui/loading';
import { Notice } from '@/ui/notice';

const PaperCamera = lazy(() => import('@/features/sales/paper-camera'));
const words = texts.sales.paper;

interface PaperDeskProps {
  concert: components['schemas']['Concert'];
  sell: (ticket: Ticket, sale: Sale) => Promise<Outcome>;
}

export function PaperDesk({ concert, sell }: PaperDeskProps) {
  const [isAtOnce, setAtOnce] = useState(false);
  const [hasCamera, setCamera] = useState(false);
  const { state, present, sellTicket, putAside } = usePaper({ concert, isAtOnce, sell });
  const [typed, setTyped] = useState('');
  useWedge((text) => {
    setTyped('');
    present(text);
  });
  return (
    <div className="flex flex-col gap-5">
      <Said state={state} />
      {state.kind === 'unsold' && (
        <div className="flex flex-col gap-3">
          <SellForm
            key={state.ticket.id} ticket={state.ticket} currency={concert.currency} isPaper
            sell={(sale) => sellTicket(state.ticket, sale)}
          />
          <Button onClick={putAside}>{words.cancel}</Button>
        </div>
      )}
      {hasCamera && <Suspense fallback={<PageLoading />}><PaperCamera onCode={present} /></Suspense>}
      <Button icon={<DoorIcon />} aria-expanded={hasCamera} onClick={() => setCamera(!hasCamera)}>
        {hasCamera ? words.closeCamera : words.camera}
      </Button>
      <NumberForm
        typed={typed} onType={setTyped}
        onFind={(number) => {
          setTyped('');
          present(number);
        }}
      />
      <label className="flex min-h-11 cursor-pointer items-start gap-3">
        <input
          type="checkbox" checked={isAtOnce} onChange={(event) => setAtOnce(event.target.checked)}
          className="mt-1 size-5 shrink-0 accent-stamp"
        />
        <span>
          <span className="font-semibold">{words.atOnce}</span>
          <span className="block text-sm text-ink-soft">{words.atOnceHelp}</span>
        </span>
      </label>
      <p className="text-sm text-ink-soft">{words.noUndo}</p>
    </div>
  );
}

interface NumberFormProps {
  typed: string;
  onType: (typed: string) => void;
  onFind: (number: string) => void;
}

function NumberForm({ typed, onType, onFind }: NumberFormProps) {
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(typed.trim() === '');
    if (typed.trim() === '') field.current?.focus();
    else onFind(typed.trim());
  };
  return (
    <form onSubmit={submit} noValidate className="flex items-start gap-3">
      <TextField
        ref={field} label={words.number} value={typed} onChange={(event) => onType(event.target.value)} maxLength={200}
        error={isMissing ? words.numberMissing : undefined} className="min-w-0 flex-1" inputClassName="font-mono uppercase"
        autoComplete="off" autoCapitalize="characters" spellCheck={false} enterKeyHint="search"
      />
      <Button type="submit" className="mt-[1.625rem]">{words.find}</Button>
    </form>
  );
}

/** What was scanned last, and what came of it. */
function Said({ state }: { state: OnTheCounter }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with the ticket.
    if (state.kind !== 'nothing' && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [state]);
  return (
    <div ref={box} tabIndex={-1} role="status">
      {state.kind === 'nothing' && (
        <>
          <p className="text-xl font-semibold">{words.ready}</p>
          <p className="text-ink-soft">{words.lead}</p>
        </>
      )}
      {state.kind === 'looking' && <p>{words.looking}</p>}
      {state.kind === 'unsold' && <p className="text-xl font-semibold">{words.unsold(texts.sales.serial(state.ticket.serial))}</p>}
      {state.kind === 'sold' && <Notice tone="admit" title={state.title}>{words.soldNext}</Notice>}
      {state.kind === 'refused' && (
        <Notice tone="refuse" title={state.title}>
          <p dir="auto">{state.detail}</p>
          {state.ticket !== null && (
            <Link to={`/tickets/${state.ticket.id}`} className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
              {words.openTicket}
            </Link>
          )}
        </Notice>
      )}
    </div>
  );
}
