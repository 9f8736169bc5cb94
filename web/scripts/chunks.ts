// What is loaded together, so that a page is there after few requests: a module of a list here goes into the chunk of
// that name, all others where the bundler puts them.

interface Chunk {
  name: string;
  test: RegExp;
  priority: number;
  includeDependenciesRecursively: boolean;
}

const fileOf = (paths: readonly string[]): RegExp => new RegExp(`/(?:${paths.join('|')})\\.(?:[jt]sx?|css)$`);

/** These modules, and all that they need before they can run and no earlier chunk has. */
const whole = (name: string, priority: number, ...paths: string[]): Chunk => ({
  name, test: fileOf(paths), priority, includeDependenciesRecursively: true,
});

/** These modules alone. */
const chunk = (name: string, ...paths: string[]): Chunk => ({
  name, test: fileOf(paths), priority: 1, includeDependenciesRecursively: false,
});

/** Of each page, only what the pages that share a chunk all need: the door pays for nothing of the others. */
export const chunks: Chunk[] = [
  whole('first', 4, 'src/app/first'),
  whole('app', 3, 'src/app/main'),
  // The frame, with the small things that nearly every page in it needs.
  whole(
    'signed-in', 2,
    'src/app/signed-in',
    'src/ui/(?:badge|dialog|empty-state|error-state|unverified-address)',
    'src/lib/dates',
    'src/api/(?:concerts|mail)',
    'src/texts/mail\\.en',
  ),
  chunk(
    'wallet',
    'src/ui/ticket/(?:ticket|ticket-print|ticket-states)',
    'src/features/wallet/(?:standing|ticket-skeleton|wallet|api/(?:concerts|my-refunds|my-transfers))',
    'src/texts/(?:ticket|wallet)\\.en',
    'query-core/.*/queriesObserver',
    'react-query/.*/useQueries',
  ),
  chunk(
    'concerts',
    'src/ui/(?:concert-page|fetched|table|tabs)',
    'src/lib/(?:money|octets|route-id|save-file|use-now)',
    'src/api/(?:role|server-file)',
    'src/features/concerts/concerts',
    'src/texts/concerts\\.en',
  ),
];
