import { restore } from '@/api/session';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { PageLoading } from '@/ui/loading';
import { Notice } from '@/ui/notice';
import { usePage } from '@/ui/page';

/** While the cookie is asked who this is: usually for the blink of an eye, so that nothing is drawn. */
export function Starting({ isUnreachable }: { isUnreachable: boolean }) {
  return isUnreachable ? <Unreachable /> : <PageLoading />;
}

function Unreachable() {
  const heading = usePage(texts.common.product);
  return (
    <main className="mx-auto flex max-w-xl flex-col items-start gap-4 p-6 pt-16">
      <h1 ref={heading} tabIndex={-1} className="text-4xl">{texts.common.product}</h1>
      <Notice tone="refuse" isAlert>{texts.common.failures.noAnswer}</Notice>
      <Button tone="primary" onClick={() => void restore()}>{texts.common.actions.retry}</Button>
    </main>
  );
}
