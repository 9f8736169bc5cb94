import { useEffect, useState } from 'react';

import { Decoder } from '@/lib/decoder/decoder';

/// A decoder of the component's own; null for the moment before it is there.
export function useDecoder(): Decoder | null {
  const [decoder, setDecoder] = useState<Decoder | null>(null);
  useEffect(() => {
    const made = new Decoder();
    setDecoder(made);
    return () => made.close();
  }, []);
  return decoder;
}
