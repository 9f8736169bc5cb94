// What a file would do, before it does anything.

import type { ReactNode } from 'react';

import '@/ui/table.css';
import type { components } from '@/api/schema.gen';
import { FileButton } from '@/features/files/file-choice';
import type { ImportCheck } from '@/features/files/imports';
import { LetterChoice } from '@/features/files/letter-choice';
import { ProblemList } from '@/features/files/problem-list';
import type { ImportStep } from '@/features/files/use-import';
import { formatDayAndTime } from '@/lib/dates';
import { groupDigits } from '@/lib/digits';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Notice } from '@/ui/notice';
import { useFocusWhen } from '@/ui/use-focus-when';

type Concert = components['schemas']['Concert'];

interface CheckReportProps {
  concert: Concert;
  step: Extract<ImportStep, { check: ImportCheck }>;
  onImport: () => void;
  onChoose: (files: readonly File[]) => void;
  sendsLetters: boolean;
  onSendLetters: (wanted: boolean) => void;
}

export function CheckReport({
  concert, step, onImport, onChoose, sendsLetters, onSendLetters,
}: CheckReportProps) {
  const words = texts.files.check;
  const { file, check } = step;
  const canImport = check.problem_count === 0 && check.rows > 0 && check.already_imported_by === null;
  const heading = useFocusWhen<HTMLHeadingElement>(true);
  const isBusy = step.is === 'sending';
  return (
    <section className="flex flex-col gap-6">
      <h2 ref={heading} tabIndex={-1} className="text-2xl outline-none [overflow-wrap:anywhere]"><bdi>{words.heading(file.name)}</bdi></h2>
      {step.is === 'checked' && <News news={step.news} />}
      <Judgement check={check} timezone={concert.timezone} />
      {canImport && (
        <LetterChoice count={check.rows} isChecked={sendsLetters} isBusy={isBusy} onChange={onSendLetters} />
      )}
      <div className="flex flex-wrap gap-3">
        {canImport && (
          <Button tone="primary" isBusy={isBusy} onClick={onImport}>{words.submit(check.rows, sendsLetters)}</Button>
        )}
        {!isBusy && <FileButton label={texts.files.choose.another} onChoose={onChoose} />}
      </div>
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
        <Facts check={check} />
        {check.tiers.length > 0 && <Tiers check={check} />}
      </div>
      {check.problems.length > 0 && <ProblemList problems={check.problems} count={check.problem_count} />}
    </section>
  );
}

function News({ news }: { news: Extract<ImportStep, { is: 'checked' }>['news'] }) {
  const words = texts.files.check;
  if (news === null) return null;
  if (news === 'unsure') return <Notice tone="caution" isAlert>{words.unsure}</Notice>;
  if (news === 'changed') return <Notice tone="caution" isAlert>{words.changed}</Notice>;
  return <ErrorState error={news.error} />;
}

function Judgement({ check, timezone }: { check: ImportCheck; timezone: string }) {
  const words = texts.files.check;
  const earlier = check.already_imported_by;
  if (earlier !== null) {
    const when = formatDayAndTime(earlier.finished_at ?? earlier.created_at, timezone);
    return <Notice tone="stamp" title={words.already}>{words.alreadyBody(groupDigits(earlier.detail ?? ''), when)}</Notice>;
  }
  if (check.problem_count > 0) {
    return <Notice tone="refuse" title={words.bad(check.problem_count)} isAlert>{words.badBody}</Notice>;
  }
  if (check.rows === 0) return <Notice tone="caution">{words.empty}</Notice>;
  return <Notice tone="admit" title={words.good(check.rows)}>{words.goodBody}</Notice>;
}

function Facts({ check }: { check: ImportCheck }) {
  const words = texts.files.check;
  const facts: [string, ReactNode][] = [
    [words.rows, words.rowsOf(check.valid, check.rows)],
    [words.delimiter, words.delimiters[check.delimiter] ?? check.delimiter],
    [words.columns, check.columns.join(', ')],
    [words.ignored, <bdi key="ignored">{check.ignored_columns.join(', ')}</bdi>],
    [words.total, formatMoney(check.total_price, check.currency)],
  ];
  const isKnown: Record<string, boolean> = {
    [words.columns]: check.columns.length > 0, [words.ignored]: check.ignored_columns.length > 0,
  };
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.filter(([name]) => isKnown[name] ?? true).map(([name, value]) => (
        <div key={name} className="grid grid-cols-[7rem_1fr] gap-4 py-2.5">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Tiers({ check }: { check: ImportCheck }) {
  const words = texts.files.check;
  return (
    <table className="plain-table">
      <caption className="sr-only">{words.tiers}</caption>
      <thead>
        <tr>
          <th scope="col">{words.tier}</th>
          <th scope="col" className="text-right">{words.tickets}</th>
        </tr>
      </thead>
      <tbody>
        {check.tiers.map(({ tier, count }) => (
          <tr key={tier ?? ''}>
            <th scope="row" dir="auto" className="font-normal [overflow-wrap:anywhere]">{tier ?? words.noTier}</th>
            <td className="text-right tabular-nums">{texts.files.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
