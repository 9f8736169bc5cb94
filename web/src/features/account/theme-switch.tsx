import { useId } from 'react';

import { chooseTheme, useTheme, type ThemeChoice } from '@/lib/theme';
import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';
import { MoonIcon, SunIcon, SystemIcon } from '@/ui/icons';

const words = texts.common.theme;
const choices: readonly { value: ThemeChoice; label: string; Icon: typeof SunIcon }[] = [
  { value: 'system', label: words.system, Icon: SystemIcon },
  { value: 'light', label: words.light, Icon: SunIcon },
  { value: 'dark', label: words.dark, Icon: MoonIcon },
];

/** Light, dark, or as the device has it. */
export function ThemeSwitch() {
  const choice = useTheme((theme) => theme.choice);
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">{words.name}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label, Icon }) => (
          <label
            key={value}
            className={classNames(
              'inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-ticket border px-4 font-semibold',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-stamp',
              value === choice ? 'border-stamp bg-stamp text-stamp-ink' : 'border-edge bg-stock hover:border-ink',
            )}
          >
            <input
              type="radio" name={name} value={value} checked={value === choice}
              onChange={() => chooseTheme(value)} className="sr-only"
            />
            <Icon size={18} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
