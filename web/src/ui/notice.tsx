// A message that stays where it stands: at the head of a form, at the side of a list.

import type { ReactNode, Ref } from 'react';

import { classNames } from '@/ui/class-names';
import { CheckIcon, CrossIcon, InfoIcon, WarningIcon } from '@/ui/icons';

export type Tone = 'admit' | 'refuse' | 'caution' | 'stamp';

const looks: Record<Tone, { box: string; icon: ReactNode }> = {
  admit: { box: 'border-admit bg-admit-surface', icon: <CheckIcon className="text-admit" /> },
  refuse: { box: 'border-refuse bg-refuse-surface', icon: <CrossIcon className="text-refuse" /> },
  caution: { box: 'border-caution bg-caution-surface', icon: <WarningIcon className="text-caution" /> },
  stamp: { box: 'border-stamp bg-stamp-surface', icon: <InfoIcon className="text-stamp" /> },
};

interface NoticeProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** Read out at once. For what went wrong after somebody did something, not for what stands on a page. */
  isAlert?: boolean;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}

export function Notice({ tone, title, children, isAlert = false, className, ref }: NoticeProps) {
  return (
    <div
      ref={ref}
      role={isAlert ? 'alert' : undefined}
      tabIndex={isAlert ? -1 : undefined}
      className={classNames('flex gap-3 rounded-ticket border-l-4 p-3', looks[tone].box, className)}
    >
      <span className="mt-0.5 shrink-0">{looks[tone].icon}</span>
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
