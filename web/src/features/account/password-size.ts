// bcrypt reads 72 bytes; beyond ASCII a character has several.

export const passwordBytesMax = 72;

export function passwordBytes(password: string): number {
  return new TextEncoder().encode(password).length;
}
