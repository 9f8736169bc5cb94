import { parseMoney } from '@/lib/money';

/** A file of buyers as it should be, with prices in the concert's currency. */
export function sampleFile(name: string, currency: string): File {
  const price = parseMoney('49', currency) ?? '';
  const rows = [
    'name,email,tier,price,reference',
    `Ana Lima,ana@example.org,Standing,${price},A-1001`,
    `"Berg, Hanna",hanna@example.org,Balcony,${price},A-1002`,
    '山田 太郎,taro@example.org,Standing,,A-1003',
  ];
  // The mark tells spreadsheets that this is UTF-8.
  return new File([`\u{FEFF}${rows.join('\r\n')}\r\n`], name, { type: 'text/csv' });
}
