// One check: what was found, as an icon, a word and a sentence, and what to do about it.

import type { ReactNode } from 'react';

import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { CheckIcon, ClockIcon, CrossIcon, PersonIcon, WarningIcon } from '@/ui/icons';

import type { Finding, Level } from './findings';
import type { Check } from './use-examination';

const words = texts.doctor;

const looks: Record<Level, { tone: 'admit' | 'caution' | 'refuse'; icon: ReactNode }> = {
  good: { tone: 'admit', icon: <CheckIcon /> },
  caution: { tone: 'caution', icon: <WarningIcon /> },
  bad: { tone: 'refuse', icon: <CrossIcon /> },
};

interface CheckSlipProps {
  check: Check;
  finding: Finding | null;
  /** Whether the person has to do something before it can be made. */
  isWaiting: boolean;
  children: ReactNode;
}

export function CheckSlip({ check, finding, isWaiting, children }: CheckSlipProps) {
  return (
    <li className="flex flex-col gap-2 rounded-ticket border border-line bg-stock p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="text-xl">{words[check].name}</h2>
        <State finding={finding} isWaiting={isWaiting} />
      </div>
      {finding !== null && <p className="[overflow-wrap:anywhere]">{finding.sentence}</p>}
      {finding === null && isWaiting && <p>{words.camera.waiting}</p>}
      {finding !== null && finding.advice.length > 0 && (
        <ul className="list-disc pl-5 text-ink-soft">
          {finding.advice.map((advice) => <li key={advice}>{advice}</li>)}
        </ul>
      )}
      {children}
    </li>
  );
}

function State({ finding, isWaiting }: Pick<CheckSlipProps, 'finding' | 'isWaiting'>) {
  if (finding !== null) return <Badge {...looks[finding.level]}>{words.words[finding.level]}</Badge>;
  if (isWaiting) return <Badge tone="stamp" icon={<PersonIcon />}>{words.words.waiting}</Badge>;
  return <Badge icon={<ClockIcon />}>{words.words.checking}</Badge>;
}
