import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { answerOf, api } from '@/api/client';
import { attendanceQuery, concertQuery } from '@/api/concerts';
import type { components } from '@/api/schema.gen';
import { ConcertForm } from '@/features/concerts/concert-form';
import { changesOf, valuesOf } from '@/features/concerts/form-values';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { ConcertPage } from '@/ui/concert-page';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Fetched } from '@/ui/fetched';
import { showToast } from '@/ui/toasts';

type Concert = components['schemas']['Concert'];

export default function EditConcertPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={texts.concerts.pages.edit}>
      {(concert) => <EditConcert key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function EditConcert({ concert }: { concert: Concert }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: attendance } = useQuery(attendanceQuery(concert.id));
  const words = texts.concerts.form;
  return (
    <ConcertPage concert={concert} title={words.editTitle(concert.name)}>
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,42rem)_1fr]">
        <ConcertForm
          initial={valuesOf(concert)} isCurrencyFixed={(attendance?.total ?? 0) > 0}
          submitLabel={words.save} cancelTo={`/concerts/${concert.id}`}
          send={(request) =>
            answerOf(api.PATCH('/api/concerts/{id}', {
              params: { path: { id: concert.id } }, body: changesOf(concert, request),
            }))
          }
          onDone={(changed) => {
            client.setQueryData(['concerts', changed.id], changed);
            void client.invalidateQueries({ queryKey: ['concerts', 'all'] });
            showToast('admit', words.changedToast(changed.name));
            void navigate(`/concerts/${changed.id}`);
          }}
        />
        <RemoveConcert concert={concert} attendance={attendance} />
      </div>
    </ConcertPage>
  );
}

function RemoveConcert({ concert, attendance }: {
  concert: Concert;
  attendance: components['schemas']['Attendance'] | undefined;
}) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const words = texts.concerts.remove;
  const isKept = attendance !== undefined && attendance.total > attendance.created;
  const remove = async (): Promise<void> => {
    await answerOf(api.DELETE('/api/concerts/{id}', { params: { path: { id: concert.id } } }));
    client.removeQueries({ queryKey: ['concerts', concert.id] });
    await client.invalidateQueries({ queryKey: ['concerts', 'all'] });
    showToast('admit', words.removedToast(concert.name));
    void navigate('/concerts', { replace: true });
  };
  return (
    <section className="flex flex-col items-start gap-3 border-t border-line pt-5 lg:border-l lg:border-t-0 lg:pl-8 lg:pt-0">
      <h2 className="text-xl">{words.heading}</h2>
      <p className="text-ink-soft">{isKept ? words.kept : words.body}</p>
      {!isKept && <Button tone="danger" onClick={() => setAsking(true)}>{words.open}</Button>}
      <ConfirmDialog
        isOpen={isAsking} title={words.title(concert.name)} confirmLabel={words.confirm} tone="danger"
        onConfirm={remove} onClose={() => setAsking(false)}
      >
        <p>{words.question(attendance?.created ?? 0)}</p>
      </ConfirmDialog>
    </section>
  );
}
