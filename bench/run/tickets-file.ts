// The first line of a house's file of tickets: "concert count".

import { open } from 'node:fs/promises';

import type { House } from './houses.ts';

/// The id of the concert whose tickets are scanned.
export async function concertOf(house: House): Promise<number> {
  const file = await open(house.ticketsFile);
  try {
    for await (const line of file.readLines()) return Number(line.split(' ')[0]);
  } finally {
    await file.close();
  }
  throw new Error(`${house.ticketsFile} is empty`);
}
