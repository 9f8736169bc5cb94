import type { ReactNode } from 'react';

import '@/ui/progress.css';

interface ProgressProps {
  /** What is under way, for those who do not see the strip. */
  label: string;
  /** Nothing yet, and nobody knows how fast it will go: zero. */
  done: number;
  total: number;
  /** The same in words. */
  children: ReactNode;
}

/** How far something long is. */
export function Progress({ label, done, total, children }: ProgressProps) {
  return (
    <div className="flex flex-col gap-2">
      <progress aria-label={label} value={done === 0 ? undefined : done} max={total} className="progress-strip" />
      <p role="status" className="tabular-nums">{children}</p>
    </div>
  );
}
