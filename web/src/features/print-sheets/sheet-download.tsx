// Fetches a sheet's file, which may be large: says how far it is, and can be stopped.

import { useEffect, useRef, useState } from 'react';

import { describeError } from '@/api/problem';
import { fetchFile } from '@/api/server-file';
import { saveFile } from '@/lib/save-file';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { DownloadIcon } from '@/ui/icons';
import { Progress } from '@/ui/progress';
import { showToast } from '@/ui/toasts';

import type { Sheet } from './sheet-plan';

const words = texts.printSheets;
/** News more often than that is no news to people. */
const told_ms = 200;

export function SheetDownload({ sheet, range }: { sheet: Sheet; range: string }) {
  const [come, setCome] = useState<number>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const download = async (): Promise<void> => {
    const stopper = new AbortController();
    stop.current = stopper;
    let told_at = 0;
    setCome(0);
    try {
      const file = await fetchFile(`/api/print-sheets/${sheet.id}/sheet.pdf`, {
        signal: stopper.signal,
        onProgress: (octets) => {
          const now = performance.now();
          if (now - told_at < told_ms) return;
          told_at = now;
          setCome(octets);
        },
      });
      saveFile(file);
      showToast('admit', words.saved(file.name));
    } catch (error) {
      if (!stopper.signal.aborted) showToast('refuse', describeError(error));
    } finally {
      setCome(undefined);
    }
  };

  if (come !== undefined) {
    return (
      <div className="flex w-full flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1">
          <Progress label={words.downloading} done={come} total={sheet.file_bytes}>{words.come(come, sheet.file_bytes)}</Progress>
        </div>
        <Button onClick={() => stop.current?.abort()}>{words.stop}</Button>
      </div>
    );
  }
  return (
    <Button tone="primary" icon={<DownloadIcon />} onClick={() => void download()}>
      <span>{words.download(sheet.file_bytes)} <span className="sr-only">{range}</span></span>
    </Button>
  );
}
