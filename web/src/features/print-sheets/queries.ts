// What the page of print sheets asks the server for.

import { queryOptions, useQueryClient } from '@tanstack/react-query';

import { answerOf, api, type Schemas } from '@/api/client';

import { isUnfinished } from './sheet-plan';

const look_ms = 1_000;
/** More than a day's sheets; older ones are gone. */
const sheetsShown_max = 200;

const keyOf = (concertId: number) => ['print-sheets', 'of-concert', concertId];

export const sheetsQuery = (id: number) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const page = await answerOf(
        api.GET('/api/concerts/{id}/print-sheets', {
          params: { path: { id }, query: { limit: sheetsShown_max } }, signal,
        }),
      );
      return page.items;
    },
    refetchInterval: ({ state }) => (state.data?.some(isUnfinished) === true ? look_ms : false),
  });

export function useSheets(concertId: number) {
  const client = useQueryClient();
  const looked = () => client.invalidateQueries({ queryKey: keyOf(concertId) });
  const draw = async (body: Schemas['PrintSheetRequest']): Promise<void> => {
    await answerOf(api.POST('/api/concerts/{id}/print-sheets', { params: { path: { id: concertId } }, body }));
    await looked();
  };
  const remove = async (id: number): Promise<void> => {
    await answerOf(api.DELETE('/api/print-sheets/{id}', { params: { path: { id } } }));
    await looked();
  };
  return { draw, remove };
}
