import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { AddPersonDialog } from '@/features/team/add-person-dialog';
import { ChangePersonDialog } from '@/features/team/change-person-dialog';
import { PeopleTable } from '@/features/team/people-table';
import { roles, usersQuery, type Role, type User } from '@/features/team/queries';
import { useAddressSearch } from '@/lib/use-address-search';
import { useTypedSearch } from '@/lib/use-typed-search';
import { texts } from '@/texts/en';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { PlusIcon, TeamIcon } from '@/ui/icons';
import { LoadMore } from '@/ui/load-more';
import { Loading } from '@/ui/loading';
import { Page } from '@/ui/page';
import { Tabs } from '@/ui/tabs';

export default function TeamPage() {
  const words = texts.team;
  const [isAdding, setAdding] = useState(false);
  const [changed, setChanged] = useState<User | null>(null);
  const { q, role, setRole, typed, setTyped } = usePeopleFilter();
  const query = useInfiniteQuery(usersQuery(q, role));
  const people = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={words.title} lead={words.lead}
      actions={<Button tone="primary" icon={<PlusIcon />} onClick={() => setAdding(true)}>{words.add}</Button>}
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <TextField
          label={words.search} type="search" value={typed} onChange={(event) => setTyped(event.target.value)}
          className="flex-[1_1_16rem] sm:max-w-sm" maxLength={200} autoComplete="off"
        />
        <Tabs
          label={words.filter} value={role ?? 'everybody'} onChange={(value) => setRole(value === 'everybody' ? null : value)}
          options={[
            { value: 'everybody' as const, label: words.anyRole },
            ...roles.map((value) => ({ value, label: texts.common.roles[value] })),
          ]}
        />
      </div>
      {query.isPending && <Loading rows={4} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        people.length === 0
          ? <EmptyState title={words.empty.title} icon={<TeamIcon size={28} />}>{words.empty.body}</EmptyState>
          : <PeopleTable people={people} onChange={setChanged} />
      )}
      <LoadMore
        hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()}
        label={words.more} loadingLabel={texts.common.states.loading}
      />
      <AddPersonDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      <ChangePersonDialog user={changed} onChanged={setChanged} onClose={() => setChanged(null)} />
    </Page>
  );
}

/** Search and role live in the address. */
function usePeopleFilter() {
  const [search, change] = useAddressSearch();
  const q = search.get('q')?.trim() || null;
  const role = roles.find((known) => known === search.get('role')) ?? null;
  const [typed, setTyped] = useTypedSearch(q, (wanted) => change({ q: wanted }));
  return { q, role, setRole: (wanted: Role | null) => change({ role: wanted }), typed, setTyped };
}
