// The pages before the door: a large ticket. Its body holds the form, its stub the name of the house.

import type { ReactNode } from 'react';

import { texts } from '@/texts/en';
import { Toasts } from '@/ui/toasts';
import { usePage } from '@/ui/page';

interface FrameProps {
  title: string;
  heading?: string;
  lead?: string;
  children: ReactNode;
  /** Below the ticket: the other way in. */
  below?: ReactNode;
}

export function AccountFrame({ title, heading, lead, children, below }: FrameProps) {
  const ref = usePage(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-4xl flex-col justify-center px-4 py-8 sm:px-8">
      <div className="flex flex-col md:flex-row">
        <Stub />
        <div className="stock notched max-md:notched-top md:notched-left flex flex-1 flex-col gap-5 p-6 sm:p-10">
          <div className="flex flex-col gap-2">
            <h1 ref={ref} tabIndex={-1} className="text-4xl sm:text-5xl">{heading ?? title}</h1>
            {lead !== undefined && <p className="text-ink-soft">{lead}</p>}
          </div>
          {children}
        </div>
      </div>
      {below !== undefined && <p className="mt-5 text-center md:ml-60">{below}</p>}
      <Toasts />
    </main>
  );
}

function Stub() {
  return (
    <div className="notched max-md:notched-bottom max-md:perforated-bottom md:notched-right md:perforated-right flex items-end justify-between gap-4 bg-stamp p-6 text-stamp-ink [--perforation:var(--stock)] md:w-60 md:flex-col md:items-start md:p-8">
      <p className="font-display text-4xl font-extrabold uppercase leading-[0.82] tracking-tight md:text-[3.4rem]">
        {texts.common.product.split(' ').map((word) => <span key={word} className="block">{word}</span>)}
      </p>
      <p className="max-w-32 text-right text-sm font-medium md:max-w-none md:text-left">{texts.common.motto}</p>
    </div>
  );
}
