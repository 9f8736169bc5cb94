// The server answered, and not with a verdict: neither yes nor no.

import { useEffect, useRef } from 'react';

import { texts } from '@/texts/en';

import type { GateState } from '../logic/gate';

type Why = Extract<GateState, { kind: 'not-judged' }>['why'];

export function NotJudgedScreen({ why, onDismiss }: { why: Why; onDismiss: () => void }) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus({ preventScroll: true }), []);
  return (
    <div className="door-screen bg-paper text-ink" data-verdict="none" onClick={onDismiss}>
      <div className="door-verdict">
        <p className="door-word door-word-long text-caution">{texts.door.words.notJudged}</p>
        <p className="door-sentence" role="alert">
          {why.kind === 'rejected' ? texts.door.rejected(why.detail) : texts.door.signedOut}
        </p>
      </div>
      <button ref={next} type="button" onClick={onDismiss} className="door-next">{texts.door.dismiss}</button>
    </div>
  );
}
