import { useEffect, useRef, useState } from 'react';

const typingPause_ms = 200;

/**
 * The text of a search field: told a moment after the typing, null for nothing. Follows `value` when
 * something else changes that: a step back, a "show all".
 */
export function useTypedSearch(
  value: string | null,
  onChange: (value: string | null) => void,
): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value ?? '');
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setTyped(value ?? '');
    told.current = value;
  }, [value]);
  useEffect(() => {
    const wanted = typed.trim() || null;
    if (wanted === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = wanted;
      onChange(wanted);
    }, typingPause_ms);
    return () => clearTimeout(timer);
    // Only typing starts the pause.
  }, [typed]);
  return [typed, setTyped];
}
