import { infiniteQueryOptions } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

export type User = Schemas['User'];
export type Role = Schemas['Role'];

/** The most trusted first. */
export const roles: readonly Role[] = ['admin', 'scanner', 'viewer'];

const page_users = 100;

export const usersQuery = (q: string | null, role: Role | null) =>
  infiniteQueryOptions({
    queryKey: ['users', q, role],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/users', {
          params: { query: { limit: page_users, ...(q && { q }), ...(role && { role }), ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  });

export const addUser = (body: Schemas['NewUserRequest']): Promise<User> => answerOf(api.POST('/api/users', { body }));

export const changeUser = (id: number, body: Schemas['UserChangeRequest']): Promise<User> =>
  answerOf(api.PATCH('/api/users/{id}', { params: { path: { id } }, body }));
