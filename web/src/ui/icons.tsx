// Icons of our own, drawn with one pen on a 24 unit sheet. They never speak: the word is beside them.

import type { ReactNode } from 'react';

interface IconProps {
  /** Width and height in px. */
  size?: number;
  className?: string;
}

function icon(drawing: ReactNode) {
  return function Icon({ size = 20, className }: IconProps) {
    return (
      <svg
        width={size} height={size} viewBox="0 0 24 24" className={className} aria-hidden="true" focusable="false"
        fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round"
      >
        {drawing}
      </svg>
    );
  };
}

export const TicketIcon = icon(
  <>
    <path d="M3 6.5h18v3.2a2.3 2.3 0 0 0 0 4.6v3.2H3v-3.2a2.3 2.3 0 0 0 0-4.6z" />
    <path d="M15 8.5v1.4M15 11.3v1.4M15 14.1v1.4" />
  </>,
);
export const ConcertIcon = icon(
  <>
    <path d="M9 18V5.5l11-2V16" />
    <circle cx="6.5" cy="18" r="2.5" />
    <circle cx="17.5" cy="16" r="2.5" />
  </>,
);
export const DoorIcon = icon(
  <>
    <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16" />
    <path d="M7 12h10" />
  </>,
);
export const RefundIcon = icon(
  <>
    <path d="M4 10h11a5 5 0 0 1 0 10h-4" />
    <path d="M8 6l-4 4 4 4" />
  </>,
);
export const TeamIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5" />
    <path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 15c2 .7 3.2 2.4 3.5 5" />
  </>,
);
export const JournalIcon = icon(
  <>
    <path d="M6 3.5h11.5a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H6z" />
    <path d="M6 3.5v17M10 8.5h5M10 12.5h5" />
  </>,
);
export const TransferIcon = icon(<path d="M4 8.5h15M15 4.5l4 4-4 4M20 15.5H5M9 11.5l-4 4 4 4" />);
export const ClaimIcon = icon(
  <>
    <path d="M12 4v10M8 10.5l4 4 4-4" />
    <path d="M4 15.5V19a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3.5" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="3.7" />
    <path d="M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6" />
  </>,
);
export const CheckIcon = icon(<path d="M4.5 12.5l5 5 10-11" />);
export const CrossIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const WarningIcon = icon(
  <>
    <path d="M12 4l9 16H3z" />
    <path d="M12 10v4.5M12 17.3v.1" />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5.5M12 7.7v.1" />
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5.3l3.5 2" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21" />
  </>,
);
export const BackIcon = icon(<path d="M11 5l-7 7 7 7M4.5 12H20" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const SystemIcon = icon(
  <>
    <rect x="3.5" y="4.5" width="17" height="12" rx="1" />
    <path d="M9 20h6" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />);
export const DownloadIcon = icon(
  <>
    <path d="M6 3.5h8l4 4v5" />
    <path d="M6 3.5v17h4M14 3.5v4h4M16.5 14v6.5M13.5 17.8l3 3 3-3" />
  </>,
);
export const PictureIcon = icon(
  <>
    <rect x="3.5" y="5" width="17" height="14" rx="1" />
    <path d="M4 16.5l4.5-4.5 4 4 2.5-2.5 5 4.5" />
    <circle cx="15.5" cy="9.2" r="1.3" />
  </>,
);
export const ShareIcon = icon(<path d="M12 15V4M8 7.5L12 3.5l4 4M7 11H5.5v9.5h13V11H17" />);
