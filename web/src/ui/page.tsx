// What every page has: a title for the browser, one h1 that gets the focus after a navigation, actions.

import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Link, useLocation } from 'react-router';

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';
import { BackIcon } from '@/ui/icons';

// The first page of a visit keeps the focus where the browser puts it.
let hasShownPage = false;

/** Names the page. Put the ref on its h1 (with tabIndex -1); pages with <Page> need not. */
export function usePage(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = title === texts.common.product ? title : texts.common.title(title);
  }, [title]);
  useEffect(() => {
    // A field that asked for the focus itself keeps it.
    const isTaken = document.activeElement?.matches('input, textarea, select') ?? false;
    if (hasShownPage && !isTaken) heading.current?.focus({ preventScroll: true });
    hasShownPage = true;
  }, [pathname]);
  return heading;
}

interface PageProps {
  title: string;
  /** Shown as the h1 when it should differ from the browser's title. */
  heading?: ReactNode;
  /** A sentence or a line of facts below the h1. */
  lead?: ReactNode;
  /** Where this page hangs: one step up. */
  back?: { to: string; label: string };
  actions?: ReactNode;
  /** Text and forms stay narrow; tables and charts take the room. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

export function Page({ title, heading, lead, back, actions, width = 'wide', children }: PageProps) {
  return (
    <div className="mx-auto w-full max-w-6xl">
      <div className={classNames('flex flex-col gap-6', width === 'narrow' && 'max-w-2xl')}>
        <PageHeader {...{ title, heading, lead, back, actions }} />
        {children}
      </div>
    </div>
  );
}

type PageHeaderProps = Pick<PageProps, 'title'> & {
  [Part in 'heading' | 'lead' | 'back' | 'actions']?: PageProps[Part] | undefined;
};

export function PageHeader({ title, heading, lead, back, actions }: PageHeaderProps) {
  const ref = usePage(title);
  return (
    <header className="flex flex-col gap-2">
      {back !== undefined && (
        <Link to={back.to} className="-ml-1 inline-flex min-h-11 items-center gap-1.5 self-start px-1 text-sm font-semibold text-ink-soft hover:text-ink">
          <BackIcon size={18} />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 ref={ref} tabIndex={-1} className="min-w-0 text-4xl [overflow-wrap:anywhere] md:text-5xl">{heading ?? title}</h1>
        {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
      </div>
      {lead !== undefined && <div className="max-w-prose text-ink-soft">{lead}</div>}
    </header>
  );
}
