const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** "812 bytes", "4.2 MB": as people compare files. */
export function formatOctets(octets: number): string {
  let size = octets;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 10 ? 0 : 1;
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(size)} ${units[unit]}`;
}
