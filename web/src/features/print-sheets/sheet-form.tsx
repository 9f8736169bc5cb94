// Which tickets, on which paper; says at once what that makes.

import { useState } from 'react';

import type { Schemas } from '@/api/client';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Select, TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';

import { GridChoice } from './grid-choice';
import { pagesFor, parseSerial, sheetTickets_max, ticketsOf, type Grid, type Paper, type Range } from './sheet-plan';

const words = texts.printSheets;
const papers: readonly Paper[] = ['a4', 'letter'];

interface SheetFormProps {
  total: number;
  /** What is offered until somebody types something else. */
  range: Range;
  draw: (wanted: Schemas['PrintSheetRequest']) => Promise<void>;
}

export function SheetForm({ total, range, draw }: SheetFormProps) {
  const [typed, setTyped] = useState<{ first?: string; last?: string }>({});
  const [paper, setPaper] = useState<Paper>('a4');
  const [grid, setGrid] = useState<Grid>('two_by_five');
  const firstText = typed.first ?? String(range.first);
  const lastText = typed.last ?? String(range.last);
  const first = parseSerial(firstText, total);
  const last = parseSerial(lastText, total);
  const wanted = first !== null && last !== null && first <= last ? { first, last } : null;

  const { formRef, isBusy, summary, fields, onSubmit } = useSubmission({
    labels: { first_serial: words.first, last_serial: words.last, page: words.paper, grid: words.grid },
    check: () => objectionsTo(first, last, total),
    send: () => draw({ first_serial: first ?? 0, last_serial: last ?? 0, page: paper, grid }),
    onDone: () => {
      setTyped({});
      showToast('admit', words.wanted);
    },
  });
  const set = (name: keyof typeof typed) => (event: { target: { value: string } }) =>
    setTyped((now) => ({ ...now, [name]: event.target.value }));
  const serial = { inputMode: 'numeric', autoComplete: 'off', required: true, className: 'flex-1 basis-28' } as const;

  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
      <FormSummary text={summary} />
      <div className="flex flex-wrap gap-4">
        <TextField {...serial} label={words.first} name="first_serial" value={firstText} onChange={set('first')} error={fields['first_serial']} />
        <TextField {...serial} label={words.last} name="last_serial" value={lastText} onChange={set('last')} error={fields['last_serial']} />
      </div>
      <Select label={words.paper} value={paper} onChange={(event) => setPaper(event.target.value as Paper)}>
        {papers.map((each) => <option key={each} value={each}>{words.papers[each]}</option>)}
      </Select>
      <GridChoice value={grid} paper={paper} onChange={setGrid} />
      <p role="status" className="font-semibold tabular-nums">
        {wanted === null ? words.noPlan : words.plan(ticketsOf(wanted), pagesFor(ticketsOf(wanted), grid))}
      </p>
      <Button type="submit" tone="primary" isBusy={isBusy} className="min-h-14 text-lg">{words.submit}</Button>
    </form>
  );
}

function objectionsTo(first: number | null, last: number | null, total: number): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (first === null) wrong['first_serial'] = words.serialWrong(total);
  if (last === null) wrong['last_serial'] = words.serialWrong(total);
  else if (first !== null && last < first) wrong['last_serial'] = words.turned;
  else if (first !== null && ticketsOf({ first, last }) > sheetTickets_max) wrong['last_serial'] = words.tooMany(sheetTickets_max);
  return wrong;
}
