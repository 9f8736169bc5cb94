// The groups of texts, one line a feature.

export { account } from '@/texts/account.en';
export { common } from '@/texts/common.en';
export { concerts } from '@/texts/concerts.en';
export { doctor } from '@/texts/doctor.en';
export { files } from '@/texts/files.en';
export { journal } from '@/texts/journal.en';
export { mail } from '@/texts/mail.en';
export { printSheets } from '@/texts/print-sheets.en';
export { refunds } from '@/texts/refunds.en';
export { sales } from '@/texts/sales.en';
export { team } from '@/texts/team.en';
export { door } from '@/texts/door.en';
export { ticket } from '@/texts/ticket.en';
export { wallet } from '@/texts/wallet.en';
