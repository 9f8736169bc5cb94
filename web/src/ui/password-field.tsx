import { useState, type InputHTMLAttributes, type Ref } from 'react';

import { texts } from '@/texts/en';
import { Field, inputClass, type FieldFrame } from '@/ui/field';

type Props = FieldFrame & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'type'> & {
  ref?: Ref<HTMLInputElement>;
};

/** A password that can be looked at. */
export function PasswordField({ label, hint, error, isOptional, className, ...input }: Props) {
  const [isShown, setShown] = useState(false);
  const words = texts.common.password;
  return (
    <Field {...{ label, hint, error, isOptional, className }}>
      {(tied) => (
        <span className="relative block">
          <input
            type={isShown ? 'text' : 'password'} autoCapitalize="none" autoCorrect="off" spellCheck={false}
            className={`${inputClass} pr-20`} {...input} {...tied}
          />
          <button
            type="button"
            aria-label={isShown ? words.hideLong : words.showLong}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 min-w-16 rounded-ticket px-3 text-sm font-semibold text-ink-soft hover:text-ink"
          >
            {isShown ? words.hide : words.show}
          </button>
        </span>
      )}
    </Field>
  );
}
