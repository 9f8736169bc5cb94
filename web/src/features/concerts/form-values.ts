// What somebody typed into a concert's form -> what the server wants, or what is wrong with it.

import type { components } from '@/api/schema.gen';
import { fromLocalText, toLocalText } from '@/features/concerts/zoned-time';
import { texts } from '@/texts/en';

type Concert = components['schemas']['Concert'];
type ConcertRequest = components['schemas']['ConcertRequest'];

export interface FormValues {
  readonly name: string;
  readonly venue: string;
  /** "2026-11-23T19:30" on the venue's clock. */
  readonly date: string;
  readonly timezone: string;
  readonly currency: string;
  readonly capacity: string;
  readonly description: string;
}

export type FieldName = keyof FormValues;
export type FieldErrors = Record<string, string>;

const capacity_max = 100_000_000;

export function newValues(timezone: string): FormValues {
  return { name: '', venue: '', date: '', timezone, currency: 'EUR', capacity: '', description: '' };
}

export const valuesOf = (concert: Concert): FormValues => ({
  name: concert.name,
  venue: concert.venue,
  date: toLocalText(concert.date, concert.timezone),
  timezone: concert.timezone,
  currency: concert.currency,
  capacity: concert.capacity === null ? '' : String(concert.capacity),
  description: concert.description,
});

/** Either the request, or an error for each field that has one. */
export function read(values: FormValues): { request: ConcertRequest } | { errors: FieldErrors } {
  const words = texts.concerts.form;
  const errors: FieldErrors = {};
  if (values.name.trim() === '') errors['name'] = words.required(words.name);
  if (values.venue.trim() === '') errors['venue'] = words.required(words.venue);
  const date = fromLocalText(values.date, values.timezone);
  if (date === undefined) errors['date'] = words.dateMissing;
  const capacity = capacityOf(values.capacity);
  if (capacity === undefined) errors['capacity'] = words.capacityWrong;
  if (Object.keys(errors).length > 0 || date === undefined || capacity === undefined) return { errors };
  return {
    request: {
      name: values.name.trim(),
      venue: values.venue.trim(),
      date: date.instant.toISOString(),
      timezone: values.timezone,
      currency: values.currency,
      capacity,
      description: values.description.trim(),
    },
  };
}

/** Null for no limit, undefined for what is no capacity. */
function capacityOf(typed: string): number | null | undefined {
  const digits = typed.replace(/[\s,.'’]/g, '');
  if (digits === '') return null;
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return number >= 1 && number <= capacity_max ? number : undefined;
}

/** Only what differs: somebody else may have changed the rest meanwhile. */
export function changesOf(concert: Concert, request: ConcertRequest): Partial<ConcertRequest> {
  // The server keeps a part of a second that the form does not show.
  const isSameMinute = toLocalText(concert.date, 'UTC') === toLocalText(request.date, 'UTC');
  return Object.fromEntries(
    Object.entries(request).filter(([name, value]) =>
      name === 'date' ? !isSameMinute : concert[name as keyof Concert] !== value,
    ),
  );
}
