// Sending a form: one at a time, each error beside its field, what was typed stays.

import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';

import { describeError, Refusal } from '@/api/problem';
import { texts } from '@/texts/en';

interface Options<Result> {
  /** How each field begins a sentence: { username: 'The username' }. Names are those of the server's body. */
  labels: Record<string, string>;
  send: () => Promise<Result>;
  onDone?: (result: Result) => void;
  /** The form's own objections before anything is sent: field -> sentence. */
  check?: () => Record<string, string>;
}

interface Outcome {
  /** What concerns no field of the form. */
  summary: string | null;
  fields: Record<string, string>;
}

const clean: Outcome = { summary: null, fields: {} };

function outcomeOf(error: unknown, labels: Record<string, string>): Outcome {
  if (!(error instanceof Refusal) || error.fields.size === 0) {
    return { summary: describeError(error), fields: {} };
  }
  const outcome: Outcome = { summary: null, fields: {} };
  const loose: string[] = [];
  for (const [name, detail] of error.fields) {
    const label = labels[name];
    if (label === undefined) loose.push(texts.common.failures.field(name, detail));
    else outcome.fields[name] = texts.common.failures.field(label, detail);
  }
  if (loose.length > 0) outcome.summary = loose.join(' ');
  return outcome;
}

/**
 * Give `formRef` and `onSubmit` to the form, `fields.x` to the error of field x, `summary` to a
 * <FormSummary>. After a refusal the first field with an error has the focus, or the summary.
 */
export function useSubmission<Result>(options: Options<Result>) {
  const formRef = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(clean);
  const busy = useRef(false);

  useEffect(() => {
    if (outcome === clean) return;
    formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [outcome]);

  const submit = async (): Promise<void> => {
    if (busy.current) return;
    const objections = options.check?.() ?? {};
    if (Object.keys(objections).length > 0) {
      setOutcome({ summary: null, fields: objections });
      return;
    }
    busy.current = true;
    setBusy(true);
    setOutcome(clean);
    try {
      const result = await options.send();
      options.onDone?.(result);
    } catch (error) {
      setOutcome(outcomeOf(error, options.labels));
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };

  const reset = useCallback(() => setOutcome(clean), []);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };
  return { formRef, isBusy, summary: outcome.summary, fields: outcome.fields, onSubmit, submit, reset };
}
