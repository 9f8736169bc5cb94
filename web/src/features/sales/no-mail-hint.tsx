import { useQuery } from '@tanstack/react-query';

import { mailStatusQuery } from '@/api/mail';
import { texts } from '@/texts/en';

/** Reminds whoever sells that the buyer gets no letter. */
export function NoMailHint() {
  const { data } = useQuery(mailStatusQuery);
  return data?.configured === false ? <p className="text-sm text-ink-soft">{texts.mail.sell}</p> : null;
}
