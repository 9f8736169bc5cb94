// A label, something to fill in, a hint and an error, tied together for eyes and for readers.

import {
  useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes,
} from 'react';

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

export interface FieldFrame {
  label: string;
  hint?: ReactNode;
  /** A whole sentence; makes the field invalid. */
  error?: string | undefined;
  isOptional?: boolean | undefined;
  className?: string | undefined;
}

interface Tied {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

export const inputClass =
  'w-full min-h-11 rounded-ticket border border-edge bg-stock px-3 py-2 text-base text-ink placeholder:text-ink-soft '
  + 'aria-invalid:border-refuse aria-invalid:inset-ring aria-invalid:inset-ring-refuse '
  + 'focus-visible:outline-2 focus-visible:outline-stamp disabled:opacity-60';

/** For a control of your own: gets the id and the ARIA attributes to put on it. */
export function Field({
  label, hint, error, isOptional, className, children,
}: FieldFrame & { children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean).join(' ');
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {isOptional === true && (
          <span className="font-normal text-ink-soft"> ({texts.common.states.optional})</span>
        )}
      </label>
      {children({ id, 'aria-invalid': error !== undefined || undefined, 'aria-describedby': describedBy || undefined })}
      {hint !== undefined && <p id={`${id}-hint`} className="text-sm text-ink-soft">{hint}</p>}
      {error !== undefined && <p id={`${id}-error`} className="text-sm font-medium text-refuse">{error}</p>}
    </div>
  );
}

type InputProps = FieldFrame & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  inputClassName?: string;
  ref?: Ref<HTMLInputElement>;
};

export function TextField({ label, hint, error, isOptional, className, inputClassName, ...input }: InputProps) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(tied) => <input type="text" className={classNames(inputClass, inputClassName)} {...input} {...tied} />}
    </Field>
  );
}

type AreaProps = FieldFrame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'> & {
  ref?: Ref<HTMLTextAreaElement>;
};

export function TextArea({ label, hint, error, isOptional, className, rows = 4, ...area }: AreaProps) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(tied) => <textarea rows={rows} className={inputClass} {...area} {...tied} />}
    </Field>
  );
}

type SelectProps = FieldFrame & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'> & {
  ref?: Ref<HTMLSelectElement>;
};

/** The options are its children: <option>, <optgroup>. */
export function Select({ label, hint, error, isOptional, className, children, ...select }: SelectProps) {
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(tied) => <select className={classNames(inputClass, 'pr-8')} {...select} {...tied}>{children}</select>}
    </Field>
  );
}
