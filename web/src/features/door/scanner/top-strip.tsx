// Where this device stands, and how many are in.

import { texts } from '@/texts/en';
import { DoorIcon } from '@/ui/icons';

import { useCounts, type Concert } from '../api/queries';
import type { Post } from '../logic/scan-request';

const words = texts.door.scanner;

interface TopStripProps {
  post: Post;
  concert: Concert | undefined;
  onChange: () => void;
}

export function TopStrip({ post, concert, onChange }: TopStripProps) {
  return (
    <div className="notched notched-bottom perforated-bottom relative z-10 flex items-stretch justify-between gap-3 pl-4 pr-2 pb-1 pt-[max(0.25rem,env(safe-area-inset-top))]">
      <button
        type="button" onClick={onChange} aria-describedby="door-change"
        className="flex min-h-16 min-w-0 items-center gap-3 rounded-ticket py-1 text-left"
      >
        <DoorIcon size={24} className="shrink-0 text-ink-soft" />
        <span className="min-w-0">
          <span className="block truncate font-display text-lg font-bold leading-tight" dir="auto">{concert?.name ?? '…'}</span>
          <span className="block truncate text-sm text-ink-soft">
            <span dir="auto">{post.location}</span> · {texts.door.scanTypes[post.scan_type].name}
          </span>
        </span>
        <span id="door-change" className="sr-only">{words.change}</span>
      </button>
      <Counts concertId={post.concert_id} />
    </div>
  );
}

function Counts({ concertId }: { concertId: number }) {
  const { data, isError } = useCounts(concertId);
  if (data === undefined) return null;
  return (
    <p className="flex shrink-0 flex-col items-end justify-center pr-2" data-stale={isError || undefined}>
      <span className="sr-only">{words.counts(data.attended, data.sold)}</span>
      <span aria-hidden="true" className="font-mono text-2xl font-bold leading-none tabular-nums">{words.number(data.attended)}</span>
      <span aria-hidden="true" className="pt-1 text-xs text-ink-soft tabular-nums">
        {isError ? words.countsStale : words.ofSold(data.sold)}
      </span>
    </p>
  );
}
