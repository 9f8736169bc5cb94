// The files of a ticket, to print, keep and pass on.

import { useRef, useState, type ReactNode } from 'react';

import { describeError } from '@/api/problem';
import type { components } from '@/api/schema.gen';
import { fetchFile } from '@/api/server-file';
import { canShareFiles, saveFile, shareFile } from '@/lib/save-file';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Select } from '@/ui/field';
import { DownloadIcon, PictureIcon, ShareIcon } from '@/ui/icons';
import { Notice } from '@/ui/notice';
import { showToast } from '@/ui/toasts';

type Ticket = components['schemas']['Ticket'];
type Paper = components['schemas']['TicketPaper'];

const words = texts.ticket.files;
const papers: readonly Paper[] = ['a6', 'a4', 'letter'];
const pictureType = 'image/png';

interface TicketFilesProps {
  ticket: Pick<Ticket, 'id' | 'serial' | 'status'>;
  /** What a shared ticket is called. */
  name: string;
  /** Holders share a picture; the office also takes the bare QR. */
  isOffice?: boolean;
}

export function TicketFiles({ ticket, name, isOffice = false }: TicketFilesProps) {
  const [paper, setPaper] = useState<Paper>('a6');
  const isVoid = ticket.status === 'refunded';
  const path = `/api/tickets/${ticket.id}`;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{isOffice ? words.officeTitle : words.title}</h2>
      {isVoid && <Notice tone="caution">{words.refunded}</Notice>}
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={words.paper} value={paper} disabled={isVoid} className="max-sm:w-full sm:w-56"
          onChange={(event) => setPaper(event.target.value as Paper)}
        >
          {papers.map((each) => <option key={each} value={each}>{words.papers[each]}</option>)}
        </Select>
        <SaveButton path={`${path}/ticket.pdf?page=${paper}`} icon={<DownloadIcon />} isOff={isVoid}>{words.pdf}</SaveButton>
      </div>
      <div className="flex flex-wrap gap-3">
        {isOffice ? (
          <>
            <SaveButton path={`${path}/qr.svg`} icon={<DownloadIcon />} isOff={isVoid}>{words.svg}</SaveButton>
            <SaveButton path={`${path}/qr.png`} icon={<PictureIcon />} isOff={isVoid}>{words.png}</SaveButton>
          </>
        ) : (
          <>
            <SaveButton path={`${path}/ticket.png`} icon={<PictureIcon />} isOff={isVoid}>{words.picture}</SaveButton>
            {canShareFiles(pictureType) && <ShareButton path={`${path}/ticket.png`} name={name} isOff={isVoid} />}
          </>
        )}
      </div>
      {!isVoid && <p className="text-sm text-ink-soft">{isOffice ? words.officeAdvice : words.advice}</p>}
    </section>
  );
}

interface FileButtonProps {
  path: string;
  icon: ReactNode;
  isOff: boolean;
  children: string;
}

function SaveButton({ path, icon, isOff, children }: FileButtonProps) {
  const { isBusy, run } = useFile(path, async (file) => {
    saveFile(file);
    showToast('admit', words.saved(file.name));
  });
  return (
    <Button icon={icon} disabled={isOff} isBusy={isBusy} className="max-sm:w-full" onClick={run}>{children}</Button>
  );
}

function ShareButton({ path, name, isOff }: Pick<FileButtonProps, 'path' | 'isOff'> & { name: string }) {
  const { isBusy, run } = useFile(path, async (file) => {
    if (await shareFile(file, name) === 'too late') showToast('stamp', words.shareAgain);
  });
  return (
    <Button icon={<ShareIcon />} disabled={isOff} isBusy={isBusy} className="max-sm:w-full" onClick={run}>{words.share}</Button>
  );
}

/** Fetches the file on a press, and once more only when the address has changed or it went wrong. */
function useFile(path: string, use: (file: File) => Promise<void>) {
  const [isBusy, setBusy] = useState(false);
  const fetched = useRef<{ path: string; file: File }>(undefined);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      if (fetched.current?.path !== path) fetched.current = { path, file: await fetchFile(path) };
      await use(fetched.current.file);
    } catch (error) {
      showToast('refuse', describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, run: () => void run() };
}
