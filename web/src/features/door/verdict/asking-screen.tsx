// Between the code and the answer. Never a colour of a verdict: nobody knows yet.

import { texts } from '@/texts/en';
import { Button } from '@/ui/button';

const words = texts.door.waiting;

interface AskingScreenProps {
  isLate: boolean;
  queued: number;
  onSetAside: () => void;
}

export function AskingScreen({ isLate, queued, onSetAside }: AskingScreenProps) {
  return (
    <div className="door-screen bg-paper text-ink" data-verdict="none">
      <div className="door-verdict">
        <p className="door-dashes" aria-hidden="true"><span /><span /><span /><span /><span /></p>
        <p className="font-display text-4xl font-bold leading-tight">{isLate ? words.late : words.asking}</p>
        {isLate && <p className="max-w-md text-lg text-ink-soft">{words.lateHelp}</p>}
        {queued > 0 && <p className="text-lg font-semibold">{words.queued(queued)}</p>}
      </div>
      {isLate && <Button className="min-h-14" onClick={onSetAside}>{words.setAside}</Button>}
    </div>
  );
}
