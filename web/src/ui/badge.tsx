import type { ReactNode } from 'react';

import { classNames } from '@/ui/class-names';
import type { Tone } from '@/ui/notice';

const tones: Record<Tone | 'plain', string> = {
  admit: 'text-admit bg-admit-surface',
  refuse: 'text-refuse bg-refuse-surface',
  caution: 'text-caution bg-caution-surface',
  stamp: 'text-stamp bg-stamp-surface',
  plain: 'text-ink-soft border border-line',
};

/** A status: an icon and a word, never a colour alone. */
export function Badge({ tone = 'plain', icon, children }: { tone?: Tone | 'plain'; icon: ReactNode; children: string }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 whitespace-nowrap rounded-ticket px-2 py-0.5 text-sm font-semibold',
        '[&_svg]:size-4',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
