// Where a file is chosen, or dropped.

import { useEffect, useRef, useState, type DragEvent } from 'react';

import '@/features/files/files.css';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { ClaimIcon } from '@/ui/icons';
import { Notice } from '@/ui/notice';

interface FileChoiceProps {
  /** What is wrong with the one that was chosen last. */
  objection: string | null;
  onChoose: (files: readonly File[]) => void;
}

export function FileChoice({ objection, onChoose }: FileChoiceProps) {
  const words = texts.files.choose;
  const [isOver, setOver] = useState(false);
  useDropsElsewhereIgnored();
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    onChoose([...event.dataTransfer.files]);
  };
  return (
    <div className="flex flex-col gap-3">
      <div
        className="file-drop" data-over={isOver || undefined}
        onDragEnter={() => setOver(true)} onDragOver={() => setOver(true)} onDragLeave={() => setOver(false)} onDrop={onDrop}
      >
        <ClaimIcon size={32} className="text-ink-soft" />
        <p className="file-drop-words">
          <span className="text-lg font-semibold">{words.drop}</span>
          <span className="text-ink-soft">{words.or}</span>
        </p>
        <FileButton label={words.open} tone="primary" onChoose={onChoose} />
        <p className="text-sm text-ink-soft">{words.limits}</p>
      </div>
      {objection !== null && <Notice tone="refuse" isAlert>{objection}</Notice>}
    </div>
  );
}

interface FileButtonProps {
  label: string;
  tone?: 'primary' | 'plain';
  onChoose: (files: readonly File[]) => void;
}

/** Opens the browser's own dialog. */
export function FileButton({ label, tone = 'plain', onChoose }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button tone={tone} onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input} type="file" accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values" hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';  // The same file again, corrected, must be a change as well.
          onChoose(files);
        }}
      />
    </>
  );
}

/** A file that misses the place to drop it must not replace the page. */
function useDropsElsewhereIgnored(): void {
  useEffect(() => {
    const ignore = (event: Event): void => event.preventDefault();
    addEventListener('dragover', ignore);
    addEventListener('drop', ignore);
    return () => {
      removeEventListener('dragover', ignore);
      removeEventListener('drop', ignore);
    };
  }, []);
}
