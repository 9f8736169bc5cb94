// An import that has begun: how far it is, and what came of it.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isNotFound } from '@/api/problem';
import type { components } from '@/api/schema.gen';
import { hasEnded, jobQuery, ticketsImported, type Job } from '@/features/files/imports';
import { groupDigits } from '@/lib/digits';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Loading } from '@/ui/loading';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { useFocusWhen } from '@/ui/use-focus-when';

interface ImportJobProps {
  id: number;
  concert: components['schemas']['Concert'];
  /** Another file, or the same one after a failure. */
  onAnother: () => void;
}

export function ImportJob({ id, concert, onAnother }: ImportJobProps) {
  const words = texts.files.job;
  const client = useQueryClient();
  const query = useQuery(jobQuery(id));
  const job = query.data;
  const isOver = job !== undefined && hasEnded(job);
  useEffect(() => {
    if (isOver) void ticketsImported(client, concert.id);
  }, [isOver, client, concert.id]);

  if (isNotFound(query.error) || (job !== undefined && (job.kind !== 'import' || job.concert_id !== concert.id))) {
    return (
      <section className="flex flex-col items-start gap-3">
        <Notice tone="caution">{words.missing}</Notice>
        <Button onClick={onAnother}>{words.retry}</Button>
      </section>
    );
  }
  if (job === undefined) {
    return query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Loading rows={2} />;
  }
  if (isOver) return <Outcome job={job} concertId={concert.id} onAnother={onAnother} />;
  return (
    <section className="flex flex-col gap-4">
      <Progress label={words.label} done={job.done} total={job.total}>
        {job.status === 'queued' ? words.queued : words.running(job.done, job.total)}
      </Progress>
      {query.isError
        ? <Notice tone="caution" isAlert>{words.lost}</Notice>
        : <p className="max-w-prose text-ink-soft">{words.stay}</p>}
    </section>
  );
}

function Outcome({ job, concertId, onAnother }: { job: Job; concertId: number; onAnother: () => void }) {
  const words = texts.files.job;
  const isDone = job.status === 'done';
  const detail = job.detail ?? '';
  const heading = useFocusWhen<HTMLHeadingElement>(true);
  return (
    <section className="flex flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-2xl outline-none">{isDone ? words.done : words.failed}</h2>
      <Notice tone={isDone ? 'admit' : 'refuse'} title={isDone ? groupDigits(detail) : detail}>{isDone ? words.again : words.failedAgain}</Notice>
      <div className="flex flex-wrap gap-3">
        {isDone && <ButtonLink tone="primary" to={`/concerts/${concertId}/tickets`}>{words.toTickets}</ButtonLink>}
        <Button onClick={onAnother}>{isDone ? words.another : words.retry}</Button>
      </div>
    </section>
  );
}
