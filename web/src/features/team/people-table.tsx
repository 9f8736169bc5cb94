import '@/ui/table.css';
import '@/features/team/team.css';
import { useSession } from '@/api/session';
import type { User } from '@/features/team/queries';
import { formatShort } from '@/lib/dates';
import { texts } from '@/texts/en';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CheckIcon, CrossIcon } from '@/ui/icons';

interface PeopleTableProps {
  people: User[];
  onChange: (user: User) => void;
}

export function PeopleTable({ people, onChange }: PeopleTableProps) {
  const words = texts.team;
  const own = useSession((session) => (session.is === 'signed-in' ? session.user.id : 0));
  return (
    <table className="plain-table people-table">
      <caption className="sr-only">{words.label}</caption>
      <thead>
        <tr>
          <th scope="col">{words.columns.person}</th>
          <th scope="col">{words.columns.role}</th>
          <th scope="col">{words.columns.state}</th>
          <th scope="col">{words.columns.since}</th>
          <th scope="col"><span className="sr-only">{words.columns.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        {people.map((user) => (
          <tr key={user.id} data-active={user.is_active}>
            <th scope="row">
              <span className="font-semibold">{user.username}</span>
              {user.id === own && <span className="font-normal text-ink-soft"> ({words.you})</span>}
              <span className="block truncate text-sm font-normal text-ink-soft">{user.email}</span>
            </th>
            <td>{texts.common.roles[user.role]}</td>
            <td>
              {user.is_active
                ? <Badge tone="admit" icon={<CheckIcon />}>{words.active}</Badge>
                : <Badge tone="refuse" icon={<CrossIcon />}>{words.disabled}</Badge>}
            </td>
            <td className="text-sm text-ink-soft">{formatShort(user.created_at)}</td>
            <td className="text-right">
              {user.id !== own && (
                <Button aria-label={words.changePerson(user.username)} onClick={() => onChange(user)}>{words.change}</Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
