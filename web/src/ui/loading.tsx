// While something is fetched: the shape of what will come, and a word for those who cannot see it.

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

/** One bar of a skeleton; give it its size by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames('block animate-pulse rounded-ticket bg-line', className)} />;
}

/** A list that is on its way. */
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{texts.common.states.loading}</span>
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} className="h-16 w-full opacity-60" />)}
    </div>
  );
}

/** A page whose code is on its way: nothing moves unless it takes long. */
export function PageLoading() {
  return (
    <div role="status" className="grid min-h-[40dvh] place-items-center">
      <span className="sr-only">{texts.common.states.loading}</span>
    </div>
  );
}
