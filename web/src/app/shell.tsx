// The frame of a page: on a wide screen a ticket's stub at the left edge, on a phone a strip at the foot.

import { useEffect, useState, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigationType } from 'react-router';

import type { User } from '@/api/session';
import { useWays, type Way } from '@/app/navigation';
import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';
import { PersonIcon } from '@/ui/icons';
import { Notice } from '@/ui/notice';

const words = texts.common.navigation;

export function Shell({ user, children }: { user: User; children: ReactNode }) {
  const ways = useWays(user);
  useScrollToTop();
  return (
    <div className="min-h-dvh md:pl-24">
      <a
        href="#content"
        className="absolute left-2 top-2 z-50 -translate-y-20 rounded-ticket bg-stamp px-4 py-3 font-semibold text-stamp-ink focus:translate-y-0"
      >
        {words.skip}
      </a>
      <PhoneHead user={user} />
      <Stub user={user} ways={ways} />
      <main
        id="content" tabIndex={-1}
        className="px-4 pb-[calc(6.5rem+env(safe-area-inset-bottom))] pt-4 md:px-10 md:pb-16 md:pt-10"
      >
        <Offline />
        {children}
      </main>
      <PhoneFoot ways={ways} />
    </div>
  );
}

function Stub({ user, ways }: { user: User; ways: readonly Way[] }) {
  return (
    <nav
      aria-label={words.name}
      className="notched notched-right perforated-right fixed inset-y-0 left-0 z-20 hidden w-24 flex-col items-stretch px-2 py-6 md:flex"
    >
      <div className="flex flex-col gap-1">
        {ways.map((way) => <WayLink key={way.to} way={way} className="py-2.5" />)}
      </div>
      <p
        aria-hidden="true"
        className="mx-auto my-6 min-h-0 flex-1 rotate-180 overflow-hidden text-center font-display text-3xl font-extrabold uppercase tracking-tight text-edge [writing-mode:vertical-rl]"
      >
        {texts.common.product}
      </p>
      <WayLink way={{ to: '/account', label: user.username, Icon: PersonIcon }} hiddenLabel={words.account} className="py-2.5" />
    </nav>
  );
}

function PhoneHead({ user }: { user: User }) {
  return (
    <header className="flex items-center justify-between px-4 pt-2 md:hidden">
      <Link to="/" className="inline-flex min-h-11 items-center font-display text-lg font-extrabold tracking-tight">
        {texts.common.product}
      </Link>
      <Link to="/account" className="inline-flex min-h-11 max-w-48 items-center gap-2 text-sm font-semibold text-ink-soft">
        <span className="sr-only">{words.account}: </span>
        <span className="truncate">{user.username}</span>
        <PersonIcon />
      </Link>
    </header>
  );
}

function PhoneFoot({ ways }: { ways: readonly Way[] }) {
  return (
    <nav
      aria-label={words.name}
      className="notched notched-top perforated-top fixed inset-x-0 bottom-0 z-20 flex justify-around px-2 pb-[env(safe-area-inset-bottom)] pt-1.5 md:hidden"
    >
      {ways.map((way) => <WayLink key={way.to} way={way} className="min-w-0 flex-1 py-2" />)}
    </nav>
  );
}

function WayLink({ way, hiddenLabel, className }: { way: Way; hiddenLabel?: string; className: string }) {
  const { to, label, Icon, isExact = false, waiting = 0 } = way;
  return (
    <NavLink
      to={to} end={isExact}
      className={({ isActive }) => classNames(
        'flex min-h-14 flex-col items-center justify-center gap-1 rounded-ticket px-1 text-xs font-semibold transition-colors duration-150',
        isActive ? 'bg-stamp text-stamp-ink' : 'text-ink-soft hover:text-ink',
        className,
      )}
    >
      <span className="relative">
        <Icon size={22} />
        {waiting > 0 && (
          <span aria-hidden="true" className="absolute -right-3 -top-2 min-w-5 rounded-full bg-refuse px-1 text-center font-mono text-xs leading-5 text-stock">
            {waiting}
          </span>
        )}
      </span>
      <span className="max-w-full truncate">
        {hiddenLabel !== undefined && <span className="sr-only">{hiddenLabel}: </span>}
        {label}
      </span>
      {waiting > 0 && <span className="sr-only">, {words.waiting(waiting)}</span>}
    </NavLink>
  );
}

/** A new page begins at its top; going back finds the place where one was. */
function useScrollToTop(): void {
  const { pathname } = useLocation();
  const how = useNavigationType();
  useEffect(() => {
    if (how !== 'POP') scrollTo(0, 0);
  }, [pathname, how]);
}

function Offline() {
  const [isOffline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = (): void => setOffline(!navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status">
      {isOffline && <Notice tone="caution" className="mb-6">{texts.common.states.offline}</Notice>}
    </div>
  );
}
