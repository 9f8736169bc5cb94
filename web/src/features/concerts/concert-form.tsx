// The form of a concert, for a new one and for changes.

import { useMemo, useState, type ChangeEvent } from 'react';

import type { components } from '@/api/schema.gen';
import { DateMeaning } from '@/features/concerts/date-meaning';
import { read, type FieldName, type FormValues } from '@/features/concerts/form-values';
import { timeZones } from '@/features/concerts/zoned-time';
import { texts } from '@/texts/en';
import { Button, ButtonLink } from '@/ui/button';
import { Select, TextArea, TextField } from '@/ui/field';
import { FormSummary } from '@/ui/form-summary';
import { useSubmission } from '@/ui/submission';

type Concert = components['schemas']['Concert'];
type ConcertRequest = components['schemas']['ConcertRequest'];

interface ConcertFormProps {
  initial: FormValues;
  /** Tickets have prices in it. */
  isCurrencyFixed?: boolean;
  submitLabel: string;
  cancelTo: string;
  send: (request: ConcertRequest) => Promise<Concert>;
  onDone: (concert: Concert) => void;
}

export function ConcertForm({ initial, isCurrencyFixed = false, submitLabel, cancelTo, send, onDone }: ConcertFormProps) {
  const [values, setValues] = useState(initial);
  const words = texts.concerts.form;
  const set = (name: FieldName) => (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  const { formRef, isBusy, summary, fields, onSubmit } = useSubmission<Concert>({
    labels: Object.fromEntries(Object.keys(initial).map((name) => [name, words[name as FieldName]])),
    check: () => {
      const outcome = read(values);
      return 'errors' in outcome ? outcome.errors : {};
    },
    send: () => {
      const outcome = read(values);
      return 'request' in outcome ? send(outcome.request) : Promise.reject(new Error('not checked'));
    },
    onDone,
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
      <FormSummary text={summary} />
      <TextField label={words.name} name="name" value={values.name} onChange={set('name')} error={fields['name']} maxLength={200} autoComplete="off" dir="auto" required />
      <TextField label={words.venue} name="venue" value={values.venue} onChange={set('venue')} error={fields['venue']} maxLength={200} autoComplete="off" dir="auto" required />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={words.date} name="date" type="datetime-local" value={values.date} onChange={set('date')} required
          error={fields['date']} hint={<DateMeaning date={values.date} timezone={values.timezone} />}
        />
        <ZoneSelect value={values.timezone} onChange={set('timezone')} error={fields['timezone']} />
        <CurrencySelect value={values.currency} onChange={set('currency')} error={fields['currency']} isFixed={isCurrencyFixed} />
        <TextField
          label={words.capacity} name="capacity" inputMode="numeric" value={values.capacity} onChange={set('capacity')}
          error={fields['capacity']} hint={words.capacityHelp} autoComplete="off" isOptional
        />
      </div>
      <TextArea label={words.description} name="description" value={values.description} onChange={set('description')} error={fields['description']} hint={words.descriptionHelp} maxLength={2000} dir="auto" isOptional />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" tone="primary" isBusy={isBusy}>{submitLabel}</Button>
        <ButtonLink to={cancelTo} tone="quiet">{words.cancel}</ButtonLink>
      </div>
    </form>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  error: string | undefined;
}

/** By part of the world, so that typing "Lis" finds Lisbon. */
function ZoneSelect({ value, onChange, error }: ChoiceProps) {
  const words = texts.concerts.form;
  const groups = useMemo(() => {
    const regions = new Map<string, string[]>();
    for (const zone of new Set([value, ...timeZones()])) {
      const region = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : words.otherZones;
      regions.set(region, [...(regions.get(region) ?? []), zone]);
    }
    return [...regions].map(([region, zones]) => ({ region, zones: zones.sort() }))
      .sort((one, other) => one.region.localeCompare(other.region));
  }, [value, words]);
  return (
    <Select label={words.timezone} name="timezone" value={value} onChange={onChange} error={error}>
      {groups.map(({ region, zones }) => (
        <optgroup key={region} label={region}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>{zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ').replaceAll('/', ', ')}</option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

function CurrencySelect({ value, onChange, error, isFixed }: ChoiceProps & { isFixed: boolean }) {
  const words = texts.concerts.form;
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames('en', { type: 'currency' });
    return [...new Set([value, ...Intl.supportedValuesOf('currency')])].sort()
      .map((code) => ({ code, name: `${code} – ${names.of(code) ?? code}` }));
  }, [value]);
  return (
    <Select
      label={words.currency} name="currency" value={value} onChange={onChange} error={error}
      disabled={isFixed} hint={isFixed ? words.currencyFixed : undefined}
    >
      {currencies.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
    </Select>
  );
}
