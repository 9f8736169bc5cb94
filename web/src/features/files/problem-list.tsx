import { useState } from 'react';

import '@/ui/table.css';
import type { ImportCheck } from '@/features/files/imports';
import { saveFile } from '@/lib/save-file';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { LoadMore } from '@/ui/load-more';
import { showToast } from '@/ui/toasts';

type Problem = ImportCheck['problems'][number];

const page_problems = 100;

/** Every problem that the server told, by line; the file can be corrected with it at hand. */
export function ProblemList({ problems, count }: { problems: readonly Problem[]; count: number }) {
  const words = texts.files.problems;
  const [shown, setShown] = useState(page_problems);
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-xl">{words.heading}</h3>
        <Button onClick={() => void copy(problems)}>{words.copy}</Button>
      </div>
      {count > problems.length && <p className="text-ink-soft">{words.first(problems.length, count)}</p>}
      <table className="plain-table">
        <caption className="sr-only">{words.label}</caption>
        <thead>
          <tr>
            <th scope="col" className="text-right">{words.line}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.detail}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shown).map(({ line, column, detail }, place) => (
            <tr key={place}>
              <th scope="row" className="text-right font-semibold tabular-nums">{texts.files.number(line)}</th>
              <td className={column === '' ? 'text-ink-soft' : 'font-mono text-sm'}>{column === '' ? words.wholeLine : column}</td>
              <td className="[overflow-wrap:anywhere]">{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore
        hasMore={shown < problems.length} isLoading={false} onMore={() => setShown((now) => now + page_problems)}
        label={words.more} loadingLabel={words.more}
      />
    </section>
  );
}

/** With tabs, so that it can be pasted into a spreadsheet. */
const textOf = (problems: readonly Problem[]): string =>
  problems.map(({ line, column, detail }) => `${line}\t${column}\t${detail}\n`).join('');

async function copy(problems: readonly Problem[]): Promise<void> {
  const words = texts.files.problems;
  const text = textOf(problems);
  try {
    // Without TLS browsers have no clipboard to give.
    await navigator.clipboard.writeText(text);
    showToast('admit', words.copied);
  } catch {
    const save = (): void => saveFile(new File([text], words.file, { type: 'text/plain' }));
    showToast('caution', words.notCopied, { label: words.save, run: save });
  }
}
