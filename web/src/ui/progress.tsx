import type { ReactNode } from 'react';

import '@/ui/progress.css';

interface ProgressProps {
  /** What is under way, for those who do not see the strip. */
  label: string;
  /** Nothing yet, and nobody knows how fast it will go: zero. */
  done: number;
  /** Null while nobody knows how much there is. */
  total: number | null;
  /** The same in words, read out when it changes. */
  children: ReactNode;
}

/** How far something long is. */
export function Progress({ label, done, total, children }: ProgressProps) {
  const value = done === 0 || total === null ? undefined : done;
  return (
    <div className="flex flex-col gap-2">
      <progress aria-label={label} value={value} max={total ?? undefined} className="progress-strip" />
      <p role="status" className="tabular-nums">{children}</p>
    </div>
  );
}
