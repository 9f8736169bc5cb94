// The QR of a ticket's code: dark on white whatever the theme, because that is what gates can read.

import { useMemo } from 'react';

import { drawQr, quietZone_modules } from './qr-path';

interface QrCodeProps {
  code: string;
  /// What a screen reader says in its place.
  label: string;
  className?: string;
}

export function QrCode({ code, label, className }: QrCodeProps) {
  const { modules, path } = useMemo(() => drawQr(code), [code]);
  const side = modules + 2 * quietZone_modules;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={`ticket-qr ${className ?? ''}`}
    >
      <rect width={side} height={side} className="ticket-qr-light" />
      <path d={path} className="ticket-qr-dark" />
    </svg>
  );
}
