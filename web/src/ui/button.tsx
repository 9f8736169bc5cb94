import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link, type LinkProps } from 'react-router';

import { texts } from '@/texts/en';
import { classNames } from '@/ui/class-names';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger' | 'admit';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-stamp text-stamp-ink border-transparent hover:brightness-110',
  plain: 'bg-stock text-ink border-edge hover:border-ink',
  quiet: 'bg-transparent text-ink border-transparent underline decoration-edge underline-offset-4 hover:decoration-current',
  danger: 'bg-stock text-refuse border-refuse hover:bg-refuse-surface',
  admit: 'bg-admit text-stock border-transparent hover:brightness-110',
};

export function buttonClass(tone: ButtonTone = 'plain', className?: string): string {
  return classNames(
    'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-ticket border px-4 py-2',
    'text-base font-semibold leading-tight transition-[filter,background-color,border-color] duration-150',
    'aria-disabled:opacity-60 disabled:opacity-60',
    tones[tone],
    className,
  );
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  tone?: ButtonTone | undefined;
  icon?: ReactNode;
  /** Work is under way: the button keeps its place and focus, says so, and does nothing more. */
  isBusy?: boolean | undefined;
  disabled?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  tone, icon, isBusy = false, className, children, type = 'button', onClick, ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(tone, className)}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon}
      {children}
      {isBusy && <span className="sr-only">{texts.common.states.working}</span>}
      {isBusy && <Perforating />}
    </button>
  );
}

/** Three dashes of a perforation that light up in turn. */
function Perforating() {
  return (
    <span className="inline-flex gap-1" aria-hidden="true">
      {[0, 150, 300].map((delay_ms) => (
        <span
          key={delay_ms}
          className="h-0.5 w-1.5 animate-pulse bg-current"
          style={{ animationDelay: `${delay_ms}ms` }}
        />
      ))}
    </span>
  );
}

interface ButtonLinkProps extends LinkProps {
  tone?: ButtonTone;
  icon?: ReactNode;
}

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ tone, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={buttonClass(tone, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
