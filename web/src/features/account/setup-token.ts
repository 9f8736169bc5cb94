// The one-time token of the set-up link. It stands in the fragment, which browsers send to nobody; links
// of older servers have it in the query.

export interface SetupAddress {
  search: string;
  hash: string;
}

export function setupTokenOf({ search, hash }: SetupAddress): string | null {
  const fragment = hash.replace(/^#/, '');
  const named = new URLSearchParams(fragment).get('token') ?? new URLSearchParams(search).get('token');
  const token = named ?? fragment;
  return token === '' ? null : token;
}
