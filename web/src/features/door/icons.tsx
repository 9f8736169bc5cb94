// Icons of the door alone, drawn with the same pen as the others.

import type { ReactNode } from 'react';

function icon(drawing: ReactNode) {
  return function Icon({ size = 24 }: { size?: number }) {
    return (
      <svg
        width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false"
        fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round"
      >
        {drawing}
      </svg>
    );
  };
}

export const TorchIcon = icon(
  <>
    <path d="M7.5 3.5h9v3.5l-2.5 4v9.5h-4V11l-2.5-4z" />
    <path d="M7.5 7h9M12 13.5v2.5" />
  </>,
);
export const SoundIcon = icon(
  <>
    <path d="M4 9.5v5h3.5l5 4v-13l-5 4z" />
    <path d="M16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11" />
  </>,
);
export const SilentIcon = icon(
  <>
    <path d="M4 9.5v5h3.5l5 4v-13l-5 4z" />
    <path d="M16.5 9.5l5 5M21.5 9.5l-5 5" />
  </>,
);
export const LensIcon = icon(
  <>
    <path d="M20 12a8 8 0 0 1-14.5 4.6M4 12a8 8 0 0 1 14.5-4.6" />
    <path d="M18.8 3.5v4h-4M5.2 20.5v-4h4" />
    <circle cx="12" cy="12" r="2.5" />
  </>,
);
export const PhotoIcon = icon(
  <>
    <path d="M3.5 8h4l1.5-2.5h6L16.5 8h4v11h-17z" />
    <circle cx="12" cy="13" r="3.3" />
  </>,
);
export const KeysIcon = icon(
  <>
    <rect x="3" y="6" width="18" height="12" rx="1" />
    <path d="M7 10v.1M11 10v.1M15 10v.1M7.5 14.5h9" />
  </>,
);
