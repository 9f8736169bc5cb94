// Buyers of another shop: a file is chosen, checked, and only then imported.

import { useQuery } from '@tanstack/react-query';

import { concertQuery } from '@/api/concerts';
import type { components } from '@/api/schema.gen';
import { CheckReport } from '@/features/files/check-report';
import { FileChoice } from '@/features/files/file-choice';
import { ImportJob } from '@/features/files/import-job';
import type { Job } from '@/features/files/imports';
import { SampleGuide } from '@/features/files/sample-guide';
import { useImport, type ChosenFile } from '@/features/files/use-import';
import { useAddressSearch } from '@/lib/use-address-search';
import { useRouteId } from '@/lib/route-id';
import { texts } from '@/texts/en';
import { ConcertPage } from '@/ui/concert-page';
import { ErrorState } from '@/ui/error-state';
import { Fetched } from '@/ui/fetched';
import { Progress } from '@/ui/progress';

type Concert = components['schemas']['Concert'];

export default function ImportPage() {
  const query = useQuery(concertQuery(useRouteId()));
  return (
    <Fetched query={query} title={texts.files.heading}>
      {(concert) => <Import key={concert.id} concert={concert} />}
    </Fetched>
  );
}

function Import({ concert }: { concert: Concert }) {
  // In the address, so that a reload and a link to a colleague show the same import.
  const [search, change] = useAddressSearch();
  const wanted = search.get('job') ?? '';
  const jobId = /^[1-9]\d{0,14}$/.test(wanted) ? Number(wanted) : null;
  return (
    <ConcertPage concert={concert} title={texts.files.title(concert.name)}>
      <div className="flex max-w-4xl flex-col gap-6">
        {jobId === null
          ? <Desk concert={concert} onBegun={(job) => change({ job: String(job.id) })} />
          : <ImportJob key={jobId} id={jobId} concert={concert} onAnother={() => change({ job: null })} />}
      </div>
    </ConcertPage>
  );
}

function Desk({ concert, onBegun }: { concert: Concert; onBegun: (job: Job) => void }) {
  const { step, choose, check, send, sendsLetters, setSendsLetters } = useImport(concert.id, onBegun);
  const onChoose = (files: readonly File[]): void => void choose(files);
  switch (step.is) {
    case 'choosing':
      return (
        <>
          <Introduction />
          <FileChoice objection={step.objection} onChoose={onChoose} />
          <SampleGuide currency={concert.currency} />
        </>
      );
    case 'checking':
      return <Checking file={step.file} />;
    case 'unchecked':
      return (
        <>
          <Introduction />
          <ErrorState error={step.error} onRetry={() => void check(step.file)} />
          <FileChoice objection={null} onChoose={onChoose} />
        </>
      );
    default:
      return (
        <CheckReport
          concert={concert} step={step} onChoose={onChoose} onImport={() => void send(step.file, step.check)}
          sendsLetters={sendsLetters} onSendLetters={setSendsLetters}
        />
      );
  }
}

function Introduction() {
  const words = texts.files;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-2xl">{words.heading}</h2>
      <p className="max-w-prose text-ink-soft">{words.lead}</p>
    </div>
  );
}

function Checking({ file }: { file: ChosenFile }) {
  const words = texts.files;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-2xl [overflow-wrap:anywhere]"><bdi>{file.name}</bdi></h2>
      <Progress label={words.checkingLabel} done={0} total={1}>{words.checking}</Progress>
    </section>
  );
}
