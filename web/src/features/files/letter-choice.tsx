// Whether the buyers of a file get their tickets by e-mail.

import { useQuery } from '@tanstack/react-query';

import { mailStatusQuery } from '@/api/mail';
import { texts } from '@/texts/en';

interface LetterChoiceProps {
  /** As many letters as tickets. */
  count: number;
  isChecked: boolean;
  isBusy: boolean;
  onChange: (wanted: boolean) => void;
}

export function LetterChoice({ count, isChecked, isBusy, onChange }: LetterChoiceProps) {
  const words = texts.files.letters;
  const { data } = useQuery(mailStatusQuery);
  if (data === undefined) return null;
  if (!data.configured) return <p className="text-sm text-ink-soft">{words.notSetUp}</p>;
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3">
      <input
        type="checkbox" checked={isChecked} disabled={isBusy} onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-5 shrink-0 accent-stamp"
      />
      <span>
        <span className="font-semibold">{words.choice}</span>
        <span className="block max-w-prose text-sm text-ink-soft">{words.effect(count)}</span>
      </span>
    </label>
  );
}
