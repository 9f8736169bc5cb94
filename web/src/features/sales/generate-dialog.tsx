import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { answerOf, api } from '@/api/client';
import type { components } from '@/api/schema.gen';
import { generate, nothingGenerated, type Generated } from '@/features/sales/generate';
import { ticketsChanged } from '@/features/sales/queries';
import { parseMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { useSubmission } from '@/ui/submission';
import { showToast } from '@/ui/toasts';
import { useFocusWhen } from '@/ui/use-focus-when';

interface GenerateDialogProps {
  isOpen: boolean;
  concert: components['schemas']['Concert'];
  /** How many there are already. */
  total: number;
  onClose: () => void;
}

const quantity_max = 100_000;
const formId = 'generate-tickets';

export function GenerateDialog({ isOpen, concert, total, onClose }: GenerateDialogProps) {
  const client = useQueryClient();
  const words = texts.sales.generate;
  const [values, setValues] = useState({ quantity: '', tier: '', price: '' });
  const [progress, setProgress] = useState<Generated>();
  const [isStopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const made = useRef(nothingGenerated);
  const firstField = useFocusWhen<HTMLInputElement>(isOpen);
  const quantity = quantityOf(values.quantity);
  const price = parseMoney(values.price.trim(), concert.currency);

  const { formRef, isBusy, summary, fields, onSubmit, reset } = useSubmission<Generated>({
    labels: { quantity: words.quantity, tier: words.tier, price: words.price(concert.currency) },
    check: () => {
      const wrong: Record<string, string> = {};
      if (quantity === undefined) wrong['quantity'] = words.quantityWrong;
      else if (concert.capacity !== null && quantity > concert.capacity - total) {
        wrong['quantity'] = words.overCapacity(concert.capacity - total);
      }
      if (values.price.trim() !== '' && price === null) wrong['price'] = words.priceWrong(examplePrice(concert.currency));
      return wrong;
    },
    send: async () => {
      stopped.current = false;
      made.current = nothingGenerated;
      setStopping(false);
      setProgress(nothingGenerated);
      try {
        return await generate({
          quantity: quantity ?? 0,
          create: (portion) => createTickets(concert.id, portion, values.tier.trim(), price),
          onProgress: (generated) => {
            made.current = generated;
            setProgress(generated);
          },
          isStopped: () => stopped.current,
        });
      } catch (error) {
        const { made: already } = made.current;
        if (already > 0) setValues((now) => ({ ...now, quantity: String((quantity ?? 0) - already) }));
        throw error;
      } finally {
        await ticketsChanged(client, concert.id);
      }
    },
    onDone: (generated) => {
      if (generated.made > 0) showToast('admit', words.doneToast(generated.made, generated.first, generated.last));
      close();
    },
  });

  const close = (): void => {
    setValues({ quantity: '', tier: '', price: '' });
    setProgress(undefined);
    reset();
    onClose();
  };
  const stop = (): void => {
    stopped.current = true;
    setStopping(true);
  };
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  const partly = !isBusy && progress !== undefined && progress.made > 0 ? progress.made : 0;

  return (
    <Dialog
      isOpen={isOpen} title={words.title} onClose={isBusy ? stop : close}
      actions={
        <>
          {isBusy
            ? <Button onClick={stop} disabled={isStopping}>{isStopping ? words.stopping : words.stop}</Button>
            : <Button onClick={close}>{words.cancel}</Button>}
          <Button type="submit" form={formId} tone="primary" isBusy={isBusy}>
            {quantity === undefined ? words.submitPlain : words.submit(quantity)}
          </Button>
        </>
      }
    >
      <form id={formId} ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormSummary text={summary} />
        {partly > 0 && <Notice tone="caution">{words.partly(partly, partly + (quantity ?? 0))}</Notice>}
        {isBusy && progress !== undefined ? (
          <div className="py-6">
            <Progress label={words.progressLabel} done={progress.made} total={quantity ?? 0}>
              {words.progress(progress.made, quantity ?? 0)}
            </Progress>
          </div>
        ) : (
          <>
            <TextField ref={firstField} label={words.quantity} name="quantity" inputMode="numeric" value={values.quantity} onChange={set('quantity')} error={fields['quantity']} autoComplete="off" required />
            <TextField label={words.tier} name="tier" value={values.tier} onChange={set('tier')} error={fields['tier']} hint={words.tierHelp} maxLength={200} dir="auto" isOptional />
            <TextField label={words.price(concert.currency)} name="price" inputMode="decimal" value={values.price} onChange={set('price')} error={fields['price']} hint={words.priceHelp} autoComplete="off" isOptional />
          </>
        )}
      </form>
    </Dialog>
  );
}

function createTickets(concert_id: number, quantity: number, tier: string, price: string | null) {
  const body = { quantity, ...(tier === '' ? {} : { tier }), ...(price === null ? {} : { price }) };
  return answerOf(api.POST('/api/tickets/create/{concert_id}', { params: { path: { concert_id } }, body }));
}

function quantityOf(typed: string): number | undefined {
  const digits = typed.replace(/[\s,.'’]/g, '');
  const number = /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= quantity_max ? number : undefined;
}

const examplePrice = (currency: string): string => parseMoney('49', currency) ?? '49';
