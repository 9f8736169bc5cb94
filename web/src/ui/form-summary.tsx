import { Notice } from '@/ui/notice';

/** What is wrong with a form as a whole; nothing when nothing is. */
export function FormSummary({ text }: { text: string | null }) {
  return text === null ? null : <Notice tone="refuse" isAlert>{text}</Notice>;
}
