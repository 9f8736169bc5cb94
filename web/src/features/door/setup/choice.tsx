// One of several, as a strip of ticket stock whose stub is punched when it is the one.

import type { ReactNode } from 'react';

import { CheckIcon } from '@/ui/icons';

interface ChoiceProps {
  name: string;
  title: ReactNode;
  about: ReactNode;
  isChosen: boolean;
  onChoose: () => void;
  describedBy?: string | undefined;
}

export function Choice({ name, title, about, isChosen, onChoose, describedBy }: ChoiceProps) {
  return (
    <label className="door-choice">
      <input
        type="radio" name={name} checked={isChosen} onChange={onChoose} className="sr-only" aria-describedby={describedBy}
      />
      <span className="perforated flex min-h-16 items-stretch [--tear:calc(100%-3.5rem)]">
        <span className="min-w-0 flex-1 px-4 py-3">
          <span className="block font-semibold [overflow-wrap:anywhere]" dir="auto">{title}</span>
          <span className="block text-sm text-ink-soft">{about}</span>
        </span>
        <span className="door-choice-stub">{isChosen && <CheckIcon size={26} />}</span>
      </span>
    </label>
  );
}
