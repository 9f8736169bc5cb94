// The verdict's sign, large enough for the corner of an eye: three shapes, for those who do not see colours.

import type { ReactNode } from 'react';

import type { Tone } from '../logic/verdict';

const drawings: Record<Tone, ReactNode> = {
  admit: <path d="M5 27l13 13 25-30" />,
  refuse: <path d="M9 9l30 30M39 9L9 39" />,
  caution: <path d="M7 6v23M7 40v1" />,
};

export function VerdictMark({ tone }: { tone: Tone }) {
  return (
    <svg
      viewBox="0 0 48 48" className="door-mark" aria-hidden="true" focusable="false"
      fill="none" stroke="currentColor" strokeWidth="7" strokeLinecap="square" strokeLinejoin="miter"
    >
      {drawings[tone]}
    </svg>
  );
}
