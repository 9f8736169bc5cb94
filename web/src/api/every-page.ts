// Follows a list to its end: a wallet is small, and is only true when it is whole.

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export async function everyPage<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

/// The query of one page.
export const pageQuery = (cursor: string | undefined) =>
  cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
