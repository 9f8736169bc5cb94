// What covers the camera while there is something to say: asking, the verdict, or why there is none.

import { useEffect, useEffectEvent } from 'react';

import { texts } from '@/texts/en';

import type { Gate, GateState } from '../logic/gate';
import { spokenOf } from '../logic/verdict';
import { AskingScreen } from './asking-screen';
import { NotJudgedScreen } from './not-judged-screen';
import { VerdictScreen } from './verdict-screen';
import './verdict.css';

export function GateScreen({ state, gate }: { state: GateState; gate: Gate | null }) {
  const dismiss = (): void => gate?.dismiss();
  useDismissKeys(state.kind === 'judged' || state.kind === 'not-judged', dismiss);
  return (
    <>
      <p aria-live="assertive" className="sr-only" data-testid="spoken">
        {/* A new element for each verdict: the same words again are news again. */}
        <span key={state.kind === 'judged' ? state.shown : state.kind}>{spoken(state)}</span>
      </p>
      {state.kind === 'asking' && <AskingScreen isLate={state.isLate} queued={state.queued} onSetAside={() => gate?.setAside()} />}
      {state.kind === 'judged' && (
        <VerdictScreen key={state.shown} view={state.view} seen_at={state.seen_at} onDismiss={dismiss} />
      )}
      {state.kind === 'not-judged' && <NotJudgedScreen why={state.why} onDismiss={dismiss} />}
    </>
  );
}

function spoken(state: GateState): string {
  switch (state.kind) {
    case 'ready':
      return '';
    case 'asking':
      return state.isLate ? texts.door.waiting.late : '';
    case 'judged':
      return spokenOf(state.view);
    case 'not-judged':
      return texts.door.words.notJudged;
  }
}

/** Escape and Space put the verdict away, wherever the focus is. */
function useDismissKeys(isOn: boolean, dismiss: () => void): void {
  const onDismiss = useEffectEvent(dismiss);
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' && event.key !== ' ') return;
      event.preventDefault();
      onDismiss();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn]);
}
