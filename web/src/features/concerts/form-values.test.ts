import { describe, expect, it } from 'vitest';

import { changesOf, newValues, read, valuesOf, type FormValues } from '@/features/concerts/form-values';

const concert = {
  id: 1, name: 'Fado at the Docks', date: '2026-07-18T19:30:12.5Z', venue: 'Armazém 7', description: '',
  timezone: 'Europe/Lisbon', currency: 'EUR', capacity: 500, created_at: '2026-01-01T00:00:00Z',
};

function errorsOf(change: Partial<FormValues>): string[] {
  const outcome = read({ ...valuesOf(concert), ...change });
  return 'errors' in outcome ? Object.keys(outcome.errors) : [];
}

function requestOf(change: Partial<FormValues>) {
  const outcome = read({ ...valuesOf(concert), ...change });
  if (!('request' in outcome)) throw new Error('it was refused');
  return outcome.request;
}

describe('the form of a concert', () => {
  it('reads the date on the clock of the venue', () => {
    expect(valuesOf(concert).date).toBe('2026-07-18T20:30');
    expect(requestOf({ date: '2026-12-18T20:30' }).date).toBe('2026-12-18T20:30:00.000Z');
    expect(requestOf({ timezone: 'America/New_York' }).date).toBe('2026-07-19T00:30:00.000Z');
  });

  it('says what is wrong with each field at once', () => {
    const outcome = read({ ...newValues('UTC'), capacity: 'many' });
    expect('errors' in outcome && Object.keys(outcome.errors)).toEqual(['name', 'venue', 'date', 'capacity']);
    for (const capacity of ['0', '-1', '1e3', '100000001']) expect(errorsOf({ capacity })).toEqual(['capacity']);
  });

  it('takes a capacity as people write it, or none', () => {
    expect(requestOf({ capacity: '12,500' }).capacity).toBe(12_500);
    expect(requestOf({ capacity: '12 500' }).capacity).toBe(12_500);
    expect(requestOf({ capacity: '' }).capacity).toBeNull();
  });

  it('sends only what was changed', () => {
    expect(changesOf(concert, requestOf({}))).toEqual({});
    expect(changesOf(concert, requestOf({ venue: ' Salão Azul ', capacity: '' })))
      .toEqual({ venue: 'Salão Azul', capacity: null });
    expect(Object.keys(changesOf(concert, requestOf({ date: '2026-07-18T20:31' })))).toEqual(['date']);
  });
});
