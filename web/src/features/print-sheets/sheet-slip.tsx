// One sheet of the list: what is on it, how far it is, and its file.

import { useState } from 'react';

import { formatShort } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { CheckIcon, ClockIcon, CrossIcon } from '@/ui/icons';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { showToast } from '@/ui/toasts';

import { SheetDownload } from './sheet-download';
import { isUnfinished, pagesFor, type Sheet } from './sheet-plan';

const words = texts.printSheets;

const badges = {
  queued: { tone: 'plain', icon: <ClockIcon /> },
  running: { tone: 'stamp', icon: <ClockIcon /> },
  done: { tone: 'admit', icon: <CheckIcon /> },
  failed: { tone: 'refuse', icon: <CrossIcon /> },
} as const;

interface SheetSlipProps {
  sheet: Sheet;
  timezone: string;
  remove: (id: number) => Promise<void>;
}

export function SheetSlip({ sheet, timezone, remove }: SheetSlipProps) {
  const [isAsking, setAsking] = useState(false);
  const now = useNow(30_000);
  const range = words.range(sheet.first_serial, sheet.last_serial);
  const tickets = sheet.last_serial - sheet.first_serial + 1;
  const isGone = sheet.removed_at !== null && Date.parse(sheet.removed_at) <= now;
  return (
    <li className="stock flex flex-col gap-3 p-4 sm:p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h3 className="text-xl tabular-nums">{range}</h3>
        <Badge {...badges[sheet.status]}>{words.status[sheet.status]}</Badge>
      </div>
      <p className="text-ink-soft">{words.facts(tickets, pagesFor(tickets, sheet.grid), words.papers[sheet.page])}</p>
      {sheet.status === 'queued' && <p role="status">{words.queued}</p>}
      {sheet.status === 'running' && (
        <Progress label={words.progressLabel} done={sheet.done} total={sheet.total}>{words.progress(sheet.done, sheet.total)}</Progress>
      )}
      {sheet.status === 'failed' && (
        <Notice tone="refuse" title={words.failed}>{sheet.detail ?? words.failedUnknown}</Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {sheet.status === 'done' && !isGone && <SheetDownload sheet={sheet} range={range} />}
        <Button onClick={() => setAsking(true)}>
          <span>{words.remove} <span className="sr-only">{range}</span></span>
        </Button>
        {sheet.removed_at !== null && (
          <p className="text-sm text-ink-soft">
            {isGone
              ? words.removedAt(formatShort(sheet.removed_at, timezone))
              : words.keptUntil(formatShort(sheet.removed_at, timezone))}
          </p>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking} title={words.confirm.title} confirmLabel={words.confirm.yes} tone="danger"
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await remove(sheet.id);
          showToast('admit', words.removed);
        }}
      >
        <p>{isUnfinished(sheet) ? words.confirm.bodyUnfinished(range) : words.confirm.body(range)}</p>
      </ConfirmDialog>
    </li>
  );
}
