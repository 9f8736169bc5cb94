import { Link } from 'react-router';

/** The link below a form that leads to the other form. */
export function OtherWay({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center font-semibold text-stamp underline underline-offset-4">
      {children}
    </Link>
  );
}
