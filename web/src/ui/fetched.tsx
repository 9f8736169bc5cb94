// A page about one thing: on its way, not there, not to be had, or here.

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { isNotFound } from '@/api/problem';
import { texts } from '@/texts/en';
import { ErrorState } from '@/ui/error-state';
import { Loading } from '@/ui/loading';
import { MissingState } from '@/ui/missing-state';
import { Page } from '@/ui/page';

interface FetchedProps<T> {
  query: UseQueryResult<T>;
  /** What the page is called until it is known better. */
  title: string;
  children: (data: T) => ReactNode;
}

export function Fetched<T>({ query, title, children }: FetchedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (isNotFound(query.error)) {
    return <MissingState title={texts.common.missing.title}>{texts.common.missing.body}</MissingState>;
  }
  return (
    <Page title={title}>
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Loading rows={4} />}
    </Page>
  );
}
