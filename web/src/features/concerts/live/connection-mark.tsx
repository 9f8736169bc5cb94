import type { Live } from '@/features/concerts/live/use-live';
import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

const looks: Record<Live['connection'], string> = {
  connecting: 'text-ink-soft',
  live: 'text-admit',
  reconnecting: 'text-caution',
  ended: 'text-refuse',
};

/** Whether the figures are of this moment. */
export function ConnectionMark({ connection }: Pick<Live, 'connection'>) {
  return (
    <p role="status" className={classNames('inline-flex min-h-11 items-center gap-2.5 font-semibold', looks[connection])}>
      <span className="live-dot" data-beats={connection === 'live'} aria-hidden="true" />
      {texts.concerts.live.connection[connection]}
    </p>
  );
}
