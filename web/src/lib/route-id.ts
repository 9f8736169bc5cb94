import { useParams } from 'react-router';

/** An id that nothing will ever have: asking for it is how a page finds out that there is nothing. */
const nobodys = Number.MAX_SAFE_INTEGER;

/** The number in the address. What is no number is treated as one that nothing has. */
export function useRouteId(name = 'id'): number {
  const text = useParams()[name] ?? '';
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : nobodys;
}
