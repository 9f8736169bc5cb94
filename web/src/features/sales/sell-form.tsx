import { useRef, useState, type KeyboardEvent } from 'react';

import { Silence } from '@/api/problem';
import type { Ticket } from '@/features/sales/queries';
import type { Outcome, Sale } from '@/features/sales/sell';
import { formatMoney, parseMoney } from '@/lib/money';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { Notice } from '@/ui/notice';
import { useSubmission } from '@/ui/submission';

interface SellFormProps {
  /** The ticket that will be sold; undefined when there is none. */
  ticket: Ticket | undefined;
  currency: string;
  /** Nobody is asked for a name, and the button is at hand. */
  isPaper?: boolean;
  sell: (sale: Sale) => Promise<Outcome>;
}

const empty = { name: '', email: '', price: '', username: '' };

export function SellForm({ ticket, currency, isPaper = false, sell }: SellFormProps) {
  const words = texts.sales.sell;
  const [values, setValues] = useState(empty);
  const [isUnsure, setUnsure] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const price = parseMoney(values.price.trim(), currency);

  const { formRef, isBusy, summary, fields, onSubmit } = useSubmission<Outcome>({
    labels: { buyer_name: words.name, buyer_email: words.email, price: words.price(currency), holder_username: words.account },
    check: () => {
      const wrong: Record<string, string> = {};
      const isNamed = !isPaper || values.name.trim() !== '' || values.email.trim() !== '';
      if (isNamed && values.name.trim() === '') wrong['buyer_name'] = words.nameMissing;
      if (isNamed && !values.email.includes('@')) wrong['buyer_email'] = words.emailMissing;
      if (values.price.trim() !== '' && price === null) wrong['price'] = texts.sales.generate.priceWrong('49.50');
      return wrong;
    },
    send: async () => {
      setUnsure(false);
      try {
        return await sell({
          ...(values.name.trim() === '' ? {} : { buyer_name: values.name.trim(), buyer_email: values.email.trim() }),
          ...(price === null ? {} : { price }),
          ...(values.username.trim() === '' ? {} : { holder_username: values.username.trim() }),
        });
      } catch (error) {
        setUnsure(error instanceof Silence);
        throw error;
      }
    },
    onDone: (outcome) => {
      if (outcome.kind === 'sold out') return;
      setValues(empty);
      nameField.current?.focus();
    },
  });

  const set = (name: keyof typeof empty) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  /** Enter goes on to what is missing; with nothing missing it sells. */
  const goOn = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || values.email !== '') return;
    event.preventDefault();
    emailField.current?.focus();
  };
  const asked = price ?? ticket?.price ?? null;
  const serial = ticket === undefined ? '' : texts.sales.serial(ticket.serial);

  const buyer = (
    <>
      <TextField
        ref={nameField} label={words.name} name="buyer_name" value={values.name} onChange={set('name')} error={fields['buyer_name']}
        onKeyDown={goOn} maxLength={200} autoComplete="off" autoCapitalize="words" enterKeyHint="next" dir="auto" autoFocus={!isPaper} required={!isPaper} isOptional={isPaper}
      />
      <TextField
        ref={emailField} label={words.email} name="buyer_email" type="email" value={values.email} onChange={set('email')}
        error={fields['buyer_email']} maxLength={254} autoComplete="off" autoCapitalize="none" spellCheck={false} enterKeyHint="go" required={!isPaper} isOptional={isPaper}
      />
    </>
  );
  const button = (
    <Button
      type="submit" tone="primary" isBusy={isBusy} disabled={ticket === undefined} autoFocus={isPaper}
      className="min-h-14 text-lg"
    >
      {ticket === undefined ? words.soldOut : asked === null ? words.submitFree(serial) : words.submit(serial, formatMoney(asked, currency))}
    </Button>
  );

  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormSummary text={isUnsure ? null : summary} />
      {isUnsure && <Notice tone="caution" isAlert>{words.unsure}</Notice>}
      {!isPaper && buyer}
      {isPaper && button}
      <details>
        <summary className="inline-flex min-h-11 items-center text-sm font-semibold underline decoration-edge underline-offset-4">{isPaper ? texts.sales.paper.buyer : words.more}</summary>
        <div className="flex flex-col gap-4 pt-2">
          {isPaper && buyer}
          <TextField
            label={words.price(currency)} name="price" inputMode="decimal" value={values.price} onChange={set('price')} error={fields['price']}
            hint={words.priceHelp(ticket === undefined || ticket.price === null ? texts.sales.free : formatMoney(ticket.price, currency))}
            autoComplete="off" isOptional
          />
          <TextField
            label={words.account} name="holder_username" value={values.username} onChange={set('username')} error={fields['holder_username']}
            hint={words.accountHelp} autoComplete="off" autoCapitalize="none" spellCheck={false} isOptional
          />
        </div>
      </details>
      {!isPaper && button}
      {!isPaper && <p className="hidden text-sm text-ink-soft pointer-fine:block">{words.hint}</p>}
    </form>
  );
}
