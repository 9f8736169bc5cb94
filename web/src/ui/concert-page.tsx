// The frame of every page about one concert: its name, when and where, and the way to the other pages.

import type { ReactNode } from 'react';
import { NavLink } from 'react-router';

import { useIsAdmin } from '@/api/role';
import type { components } from '@/api/schema.gen';
import { formatDayAndTime, formatZone } from '@/lib/dates';
import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';
import { Page } from '@/ui/page';

type Concert = components['schemas']['Concert'];

interface ConcertPageProps {
  concert: Concert;
  /** For the browser: "Fado at the Docks: live". */
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function ConcertPage({ concert, title, actions, children }: ConcertPageProps) {
  return (
    <Page
      title={title}
      heading={<span dir="auto">{concert.name}</span>}
      back={{ to: '/concerts', label: texts.concerts.title }}
      lead={
        <p className="flex flex-wrap gap-x-4">
          <time dateTime={concert.date}>
            {formatDayAndTime(concert.date, concert.timezone)} {formatZone(concert.date, concert.timezone)}
          </time>
          <span dir="auto" className="[overflow-wrap:anywhere]">{concert.venue}</span>
        </p>
      }
      actions={actions}
    >
      <ConcertPages id={concert.id} />
      {children}
    </Page>
  );
}

function ConcertPages({ id }: { id: number }) {
  const words = texts.concerts.pages;
  const isAdmin = useIsAdmin();
  const pages = [
    { to: `/concerts/${id}`, label: words.live },
    { to: `/concerts/${id}/tickets`, label: words.tickets },
    ...(isAdmin
      ? [
          { to: `/concerts/${id}/sell`, label: words.sell },
          { to: `/concerts/${id}/print-sheets`, label: words.printSheets },
          { to: `/concerts/${id}/edit`, label: words.edit },
        ]
      : []),
  ];
  return (
    <nav aria-label={words.label} className="-mt-2 border-b border-line">
      <ul className="-mb-px flex flex-wrap">
        {pages.map(({ to, label }) => (
          <li key={to}>
            <NavLink
              to={to} end
              className={({ isActive }) =>
                classNames(
                  'inline-flex min-h-11 items-center border-b-2 px-3 font-semibold sm:px-4',
                  isActive ? 'border-stamp text-ink' : 'border-transparent text-ink-soft hover:text-ink',
                )
              }
            >
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
