import { useEffect, useState } from 'react';

/** The time, for what is said in relation to it; told anew at this interval. */
export function useNow(interval_ms: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval_ms);
    return () => clearInterval(timer);
  }, [interval_ms]);
  return now;
}
