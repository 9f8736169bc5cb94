import { ButtonLink, Button } from '@/ui/button';
import { texts } from '@/texts/en';
import { Notice, type Tone } from '@/ui/notice';
import { Page } from '@/ui/page';

import { CheckSlip } from './check-slip';
import { verdictOf, type Verdict } from './findings';
import { checks, useExamination } from './use-examination';

const words = texts.doctor;

const tones: Record<Verdict, Tone> = { checking: 'stamp', ready: 'admit', nearly: 'caution', not: 'refuse' };

/** Tells on the device itself whether it is ready for the door. Whoever opens it need not be signed in. */
export default function DoctorPage() {
  const { findings, waitsForCamera, openCamera, again } = useExamination();
  const verdict = verdictOf(Object.values(findings));
  const isAllButCamera = checks.every((check) => (findings[check] === null) === (check === 'camera'));
  const sentence = verdict === 'checking' && waitsForCamera && isAllButCamera ? words.verdicts.waiting : words.verdicts[verdict];
  return (
    <main id="content" className="mx-auto min-h-dvh max-w-2xl px-4 pb-10 pt-6 sm:pt-10">
      <Page title={words.title} lead={words.lead} width="narrow">
        <div role="status"><Notice tone={tones[verdict]} title={sentence} /></div>
        <ul className="flex flex-col gap-3">
          {checks.map((check) => (
            <CheckSlip key={check} check={check} finding={findings[check]} isWaiting={check === 'camera' && waitsForCamera}>
              {check === 'camera' && waitsForCamera && <Button tone="primary" onClick={openCamera}>{words.tryCamera}</Button>}
            </CheckSlip>
          ))}
        </ul>
        <div className="flex flex-wrap gap-3">
          <ButtonLink to="/door" tone={verdict === 'ready' ? 'primary' : 'plain'}>{words.door}</ButtonLink>
          <Button onClick={again}>{words.again}</Button>
        </div>
      </Page>
    </main>
  );
}
