import { useEffect, useId } from 'react';

import type { Offer } from '@/features/sales/batches';
import { formatMoney } from '@/lib/money';
import { texts } from '@/texts/en';

interface OfferChoiceProps {
  offers: Offer[];
  value: string | undefined;
  currency: string;
  onChange: (key: string) => void;
}

/** Which kind of ticket. With only one kind there is nothing to choose, and it is only said. */
export function OfferChoice({ offers, value, currency, onChange }: OfferChoiceProps) {
  const name = useId();
  const words = texts.sales.sell;
  useEffect(() => {
    const choose = (event: KeyboardEvent): void => {
      const [, digit] = /^Digit([1-9])$/.exec(event.code) ?? [];
      const offer = offers[Number(digit) - 1];
      if (!event.altKey || event.ctrlKey || event.metaKey || offer === undefined) return;
      event.preventDefault();
      onChange(offer.key);
    };
    addEventListener('keydown', choose);
    return () => removeEventListener('keydown', choose);
  });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{words.tier}</legend>
      <div className="flex flex-wrap gap-2">
        {offers.map((offer) => (
          <label key={offer.key} className="offer">
            <input
              type="radio" name={name} value={offer.key} checked={offer.key === value} className="sr-only"
              onChange={() => onChange(offer.key)}
            />
            <span className="font-semibold [overflow-wrap:anywhere]" dir="auto">{offer.tier ?? texts.sales.general}</span>
            <span className="text-sm text-ink-soft tabular-nums">
              {offer.price === null ? texts.sales.free : formatMoney(offer.price, currency)}
            </span>
          </label>
        ))}
      </div>
      {offers.length > 1 && <p className="hidden text-sm text-ink-soft pointer-fine:block">{words.tierKeys}</p>}
    </fieldset>
  );
}
