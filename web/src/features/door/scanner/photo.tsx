// Reads the code in a photo that somebody picked.

import { useState } from 'react';

import type { Decoder } from '@/lib/decoder/decoder';
import { readPhoto } from '@/lib/decoder/photo';
import { texts } from '@/texts/en';
import { Notice } from '@/ui/notice';

const words = texts.door.photo;

type Report = 'reading' | 'nothing' | 'unreadable' | 'broken';

export interface PhotoReading {
  report: Report | null;
  read: (file: File) => void;
}

export function usePhoto(decoder: Decoder | null, onCode: (code: string) => void): PhotoReading {
  const [report, setReport] = useState<Report | null>(null);
  const read = async (file: File): Promise<void> => {
    if (decoder === null) return;
    setReport('reading');
    try {
      const outcome = await readPhoto(file, decoder);
      setReport(outcome.kind === 'found' ? null : outcome.kind);
      if (outcome.kind === 'found') onCode(outcome.code.text);
    } catch {
      setReport('broken');
    }
  };
  return { report, read: (file) => void read(file) };
}

export function PhotoReport({ photo: { report } }: { photo: PhotoReading }) {
  return (
    <div role="status" className="relative z-10 px-3 pt-3">
      {report !== null && (
        <Notice tone={report === 'reading' ? 'stamp' : 'caution'}>{words[report]}</Notice>
      )}
    </div>
  );
}
