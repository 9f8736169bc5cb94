// The shapes of the wire that the wallet handles, by their short names.

import type { Schemas } from '@/api/client';

export type Ticket = Schemas['Ticket'];
export type Concert = Schemas['Concert'];
export type Refund = Schemas['Refund'];
export type Transfer = Schemas['Transfer'];
