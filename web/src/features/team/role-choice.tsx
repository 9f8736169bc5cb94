import { useId } from 'react';

import { roles, type Role } from '@/features/team/queries';
import { texts } from '@/texts/en';

/** The three roles, each with what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const name = useId();
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-sm font-semibold">{texts.team.role}</legend>
      {roles.map((role) => (
        <label key={role} className="flex min-h-11 cursor-pointer items-baseline gap-3 py-1.5">
          <input
            type="radio" name={name} value={role} checked={role === value} onChange={() => onChange(role)}
            className="size-4 translate-y-0.5 accent-(--stamp)"
          />
          <span>
            <span className="font-semibold">{texts.common.roles[role]}</span>
            <span className="block text-sm text-ink-soft">{texts.team.roleHelp[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
