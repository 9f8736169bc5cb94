// The kinds of facts, by the noun that they are about.

import { texts } from '@/texts/en';

export type Noun = keyof typeof texts.journal.groups;

export const nounOf = (kind: string): string => kind.slice(0, kind.indexOf('.'));

export const kindGroups: readonly { noun: Noun; kinds: readonly string[] }[] = (
  Object.keys(texts.journal.groups) as Noun[]
).map((noun) => ({ noun, kinds: Object.keys(texts.journal.kinds).filter((kind) => nounOf(kind) === noun) }));
