// How far something is, and the same in words.

import '@/ui/progress.css';

interface ProgressProps {
  label: string;
  done: number;
  /** Null while nobody knows how much there is. */
  all: number | null;
  /** What is read, and read out when it changes. */
  children: string;
}

export function Progress({ label, done, all, children }: ProgressProps) {
  const value = done === 0 || all === null ? undefined : done;
  return (
    <div className="flex flex-col gap-2">
      <progress aria-label={label} value={value} max={all ?? undefined} className="ticket-progress" />
      <p role="status" className="tabular-nums">{children}</p>
    </div>
  );
}
