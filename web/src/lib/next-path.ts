// Where to go on after signing in. It stands in the address, so anybody may have written it: only a path
// of this app is followed.

export function safeNextPath(next: string | null): string | null {
  if (next === null || !next.startsWith('/')) return null;
  // Browsers read "//host" and "/\host" as another host, and drop tabs and line breaks.
  if (/^\/[/\\]|[\s\\]/.test(next)) return null;
  if (/^\/(api|docs|openapi\.json|metrics|sign-in|register|setup|verify)\b/.test(next)) return null;
  return next;
}

export function signInPath(from: string): string {
  const next = safeNextPath(from);
  return next === null || next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
