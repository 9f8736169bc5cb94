import { describeError } from '@/api/problem';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Something could not be fetched: says why, and offers to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Notice tone="refuse" title={texts.common.failures.heading} isAlert>
      <p>{describeError(error)}</p>
      {onRetry !== undefined && (
        <Button className="mt-3" onClick={onRetry}>{texts.common.actions.retry}</Button>
      )}
    </Notice>
  );
}
