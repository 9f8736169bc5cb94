// A row of choices of which one holds: filters of a list, views of a thing. Radio buttons to a reader.

import { useId } from 'react';

import { classNames } from '@/ui/class-names';

interface TabsProps<Value extends string> {
  /** What is being chosen; read out, not shown. */
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

export function Tabs<Value extends string>({ label, options, value, onChange }: TabsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'relative inline-flex min-h-11 cursor-pointer items-center border-b-2 px-3 font-semibold',
            'has-focus-visible:outline-2 has-focus-visible:outline-stamp',
            option.value === value ? 'border-stamp text-ink' : 'border-transparent text-ink-soft hover:text-ink',
          )}
        >
          <input
            type="radio" name={name} value={option.value} checked={option.value === value}
            onChange={() => onChange(option.value)} className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
