// Tickets on paper: asked for on the left, followed and fetched on the right.

import { useQuery } from '@tanstack/react-query';

import '@/features/print-sheets/print-sheets.css';
import { attendanceQuery, concertQuery } from '@/api/concerts';
import type { components } from '@/api/schema.gen';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { ButtonLink } from '@/ui/button';
import { ConcertPage } from '@/ui/concert-page';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { TicketIcon } from '@/ui/icons';
import { Loading } from '@/ui/loading';

import { sheetsQuery, useSheets } from './queries';
import { SheetForm } from './sheet-form';
import { nextRange, type Sheet } from './sheet-plan';
import { SheetSlip } from './sheet-slip';

type Concert = components['schemas']['Concert'];

const words = texts.printSheets;

export default function PrintSheetsPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={words.heading}>
      {(concert) => <PrintSheets key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function PrintSheets({ concert }: { concert: Concert }) {
  const attendance = useQuery(attendanceQuery(concert.id));
  const sheets = useQuery(sheetsQuery(concert.id));
  const error = attendance.error ?? sheets.error;
  const total = attendance.data?.total;
  const isHere = total !== undefined && sheets.data !== undefined;
  return (
    <ConcertPage concert={concert} title={words.title(concert.name)}>
      {error !== null && <ErrorState error={error} onRetry={() => void Promise.all([attendance.refetch(), sheets.refetch()])} />}
      {error === null && !isHere && <Loading rows={4} />}
      {total === 0 && (
        <EmptyState
          title={words.noTickets.title} icon={<TicketIcon size={28} />}
          action={<ButtonLink tone="primary" to={`/concerts/${concert.id}/tickets`}>{words.noTickets.action}</ButtonLink>}
        >
          {words.noTickets.body}
        </EmptyState>
      )}
      {isHere && total > 0 && <Desk concert={concert} total={total} sheets={sheets.data} />}
    </ConcertPage>
  );
}

function Desk({ concert, total, sheets }: { concert: Concert; total: number; sheets: Sheet[] }) {
  const { draw, remove } = useSheets(concert.id);
  return (
    <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <section className="flex flex-col gap-5">
        <h2 className="text-2xl">{words.heading}</h2>
        <p className="text-ink-soft">{words.lead}</p>
        <SheetForm total={total} range={nextRange(sheets, total)} draw={draw} />
      </section>
      <section className="flex min-w-0 flex-col gap-4">
        <h2 className="text-2xl">{words.list}</h2>
        {sheets.length === 0 && <p className="text-ink-soft">{words.empty}</p>}
        <ul className="flex flex-col gap-4">
          {sheets.map((sheet) => <SheetSlip key={sheet.id} sheet={sheet} timezone={concert.timezone} remove={remove} />)}
        </ul>
      </section>
    </div>
  );
}
