import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** What to do about it: a button or a link. */
  action?: ReactNode;
  /** When it stands for a whole page's list, its title is a heading. */
  icon?: ReactNode;
}

/** Nothing is here yet: a blank ticket that says what would be. */
export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="perforated flex min-h-44 items-stretch [--tear:calc(100%-5rem)]">
      <div className="flex flex-1 flex-col items-start justify-center gap-2 p-6 pr-28">
        <h2 className="text-xl">{title}</h2>
        {children !== undefined && <div className="max-w-prose text-ink-soft">{children}</div>}
        {action !== undefined && <div className="mt-2">{action}</div>}
      </div>
      <span className="absolute inset-y-0 right-0 grid w-20 place-items-center text-ink-soft">{icon}</span>
    </div>
  );
}
