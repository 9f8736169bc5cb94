import { restore } from '@/api/session';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { PageLoading } from '@/ui/loading';
import { Notice } from '@/ui/notice';
import { usePage } from '@/ui/page';

/**
 * While the cookie is asked who this is, and the code for it is fetched: usually for the blink of an eye. On a phone the
 * product's name is there already, where index.html and the page's frame have it too.
 */
export function Starting() {
  return (
    <>
      <div className="flex px-4 pt-2 md:hidden">
        <span className="inline-flex min-h-11 items-center font-display text-lg font-extrabold tracking-tight">
          {texts.common.product}
        </span>
      </div>
      <PageLoading />
    </>
  );
}

export function Unreachable() {
  const heading = usePage(texts.common.product);
  return (
    <main className="mx-auto flex max-w-xl flex-col items-start gap-4 p-6 pt-16">
      <h1 ref={heading} tabIndex={-1} className="text-4xl">{texts.common.product}</h1>
      <Notice tone="refuse" isAlert>{texts.common.failures.noAnswer}</Notice>
      <Button tone="primary" onClick={() => void restore()}>{texts.common.actions.retry}</Button>
    </main>
  );
}
