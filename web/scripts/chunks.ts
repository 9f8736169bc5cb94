// What is loaded together, so that a page is there after few requests: a module of a list here goes into the chunk of
// that name, all others where the bundler puts them.

interface Chunk {
  name: string;
  test: RegExp;
  includeDependenciesRecursively: false;
}

const chunk = (name: string, ...paths: string[]): Chunk => ({
  name,
  test: new RegExp(`/(?:${paths.join('|')})\\.[jt]sx?$`),
  includeDependenciesRecursively: false,
});

/** Of each page, only what the pages that share a chunk all need: the door pays for nothing of the others. */
export const chunks: Chunk[] = [
  chunk(
    'app',
    'react-dom/(?:index|cjs/react-dom\\.production)',
    'src/app/crash-guard',
    'src/lib/theme',
    'src/ui/(?:field|loading|password-field|submission|toasts)',
  ),
  chunk(
    'signed-in',
    'query-core/.*/(?:timeoutManager|utils|environmentManager|subscribable|focusManager|notifyManager|onlineManager)',
    'query-core/.*/(?:retryer|removable|mutation|mutationCache|query|queryCache|queryClient|queryObserver)',
    'query-core/.*/infiniteQueryBehavior',
    'react-query/.*/(?:QueryClientProvider|IsRestoringProvider|QueryErrorResetBoundary|errorBoundaryUtils)',
    'react-query/.*/(?:suspense|useBaseQuery|useQuery|queryOptions)',
    'openapi-fetch/.*',
    'src/api/(?:authorized-fetch|client|query-client|pending-transfers)',
    'src/app/(?:dead-ends|navigation|shell)',
    'src/ui/missing-state',
  ),
  chunk('states', 'src/ui/(?:badge|dialog|empty-state|error-state)', 'src/lib/dates', 'src/api/concerts'),
  chunk(
    'wallet',
    'src/ui/ticket/(?:ticket|ticket-print)',
    'src/features/wallet/(?:ticket-skeleton|api/(?:every-page|my-refunds))',
    'src/texts/wallet\\.en',
    'query-core/.*/queriesObserver',
    'react-query/.*/useQueries',
  ),
  chunk(
    'concerts',
    'src/ui/(?:concert-page|fetched|tabs)',
    'src/lib/(?:money|use-now)',
    'src/api/role',
    'src/texts/concerts\\.en',
  ),
];
