import { useQuery } from '@tanstack/react-query';

import { mailStatusQuery } from '@/api/mail';
import { useIsAdmin } from '@/api/role';
import { texts } from '@/texts/en';
import { Notice } from '@/ui/notice';

/** Tells admins when letters do not go out; nothing while they do, or while nobody knows. */
export function MailNotice() {
  const words = texts.mail.status;
  const { data } = useQuery({ ...mailStatusQuery, enabled: useIsAdmin() });
  if (data === undefined) return null;
  if (!data.configured) return <p className="text-sm text-ink-soft">{words.notSetUp}</p>;
  // Letters that were not tried in vain are simply on their way.
  if (data.given_up === 0 && data.last_error === null) return null;
  return (
    <Notice tone="caution" title={words.trouble}>
      <p>
        {data.waiting > 0 && words.waiting(data.waiting)} {data.given_up > 0 && words.givenUp(data.given_up)}
      </p>
      {data.last_error !== null && <p>{data.last_error}</p>}
    </Notice>
  );
}
