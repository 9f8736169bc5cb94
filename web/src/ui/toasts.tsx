// Short news of what was just done, at the foot of the page. What went wrong stays until it was read.

import { useEffect } from 'react';
import { create } from 'zustand';

import { texts } from '@/texts/en';
import { CrossIcon } from '@/ui/icons';
import { Notice, type Tone } from '@/ui/notice';

interface Toast {
  id: number;
  tone: Tone;
  text: string;
  action?: { label: string; run: () => void };
}

const shownFor_ms = 6_000;
const shownMax = 3;
let lastId = 0;

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

export function showToast(tone: Tone, text: string, action?: Toast['action']): void {
  lastId += 1;
  const toast: Toast = { id: lastId, tone, text, ...(action === undefined ? {} : { action }) };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-shownMax) }));
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Once a page, in the shell. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="status" aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-50 mx-auto flex max-w-md flex-col gap-2 md:bottom-6 md:right-6 md:left-auto md:mx-0 md:w-96"
    >
      {toasts.map((toast) => <ToastSlip key={toast.id} toast={toast} />)}
    </div>
  );
}

function ToastSlip({ toast }: { toast: Toast }) {
  const { id, tone, text, action } = toast;
  useEffect(() => {
    if (tone === 'refuse' || action !== undefined) return undefined;
    const timer = setTimeout(() => dismiss(id), shownFor_ms);
    return () => clearTimeout(timer);
  }, [id, tone, action]);
  return (
    <Notice tone={tone} className="pointer-events-auto border border-l-4">
      <div className="flex items-start gap-2">
        <p className="flex-1">{text}</p>
        {action !== undefined && (
          <button
            type="button" className="min-h-6 font-semibold underline underline-offset-4"
            onClick={() => {
              dismiss(id);
              action.run();
            }}
          >
            {action.label}
          </button>
        )}
        <button
          type="button" aria-label={texts.common.actions.dismiss} onClick={() => dismiss(id)}
          className="-m-2 grid size-10 shrink-0 place-items-center rounded-ticket text-ink-soft hover:text-ink"
        >
          <CrossIcon size={16} />
        </button>
      </div>
    </Notice>
  );
}
