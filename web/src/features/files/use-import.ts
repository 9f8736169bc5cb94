// A file's way from the person's disk to the job that imports it.

import { useState } from 'react';

import { Refusal, Silence } from '@/api/problem';
import { checkFile, file_octets_max, hasEnded, importFile, type ImportCheck, type Job } from '@/features/files/imports';
import { formatOctets } from '@/lib/octets';
import { texts } from '@/texts/en';

/** Its octets as they were when it was chosen: what was checked is what is imported. */
export interface ChosenFile {
  readonly name: string;
  readonly content: Blob;
}

export type ImportStep =
  | { is: 'choosing'; objection: string | null }
  | { is: 'checking'; file: ChosenFile }
  | { is: 'unchecked'; file: ChosenFile; error: unknown }
  /** `news`: what came of trying to import it. */
  | { is: 'checked'; file: ChosenFile; check: ImportCheck; news: 'unsure' | 'changed' | { error: unknown } | null }
  | { is: 'sending'; file: ChosenFile; check: ImportCheck };

const choosing: ImportStep = { is: 'choosing', objection: null };

export function useImport(concertId: number, onBegun: (job: Job) => void) {
  const [step, setStep] = useState<ImportStep>(choosing);
  const [sendsLetters, setSendsLetters] = useState(false);

  const begin = (job: Job): void => {
    setStep(choosing);
    onBegun(job);
  };

  const check = async (file: ChosenFile, news: 'changed' | null = null): Promise<void> => {
    setStep({ is: 'checking', file });
    const next = await checkFile(concertId, file.content).then(
      (result): ImportStep => ({ is: 'checked', file, check: result, news }),
      (error: unknown): ImportStep => ({ is: 'unchecked', file, error }),
    );
    const earlier = next.is === 'checked' ? next.check.already_imported_by : null;
    if (earlier === null || hasEnded(earlier)) setStep(next);
    else begin(earlier);
  };

  const choose = async (files: readonly File[]): Promise<void> => {
    const words = texts.files.choose;
    const object = (objection: string): void => setStep({ is: 'choosing', objection });
    const [file] = files;
    if (file === undefined) return;
    if (files.length > 1) return object(words.several);
    if (file.size > file_octets_max) return object(words.tooLarge(file.name, formatOctets(file.size)));
    const content = await file.arrayBuffer().catch(() => null);
    if (content === null) return object(words.unreadable(file.name));
    await check({ name: file.name, content: new Blob([content]) });
  };

  const send = async (file: ChosenFile, checked: ImportCheck): Promise<void> => {
    setStep({ is: 'sending', file, check: checked });
    try {
      begin(await importFile(concertId, file.content, sendsLetters));
    } catch (error) {
      if (error instanceof Refusal && error.status === 422) return check(file, 'changed');
      setStep({ is: 'checked', file, check: checked, news: error instanceof Silence ? 'unsure' : { error } });
    }
  };

  return { step, choose, check, send, sendsLetters, setSendsLetters };
}
