// The wire contract's values as these tests read them. Written by hand on purpose: types made from the
// server's own document would agree with it even where both are wrong.

export type Role = 'admin' | 'scanner' | 'viewer';
export type TicketStatus =
  'created' | 'sold' | 'scanned_entry' | 'attended' | 'refunded' | 'transferred';
export type ScanType = 'attendance' | 'entry_check' | 'sale_confirmation';
export type Reason =
  | 'ok' | 'already_admitted' | 'not_sold' | 'refunded' | 'superseded'
  | 'wrong_concert' | 'unknown_ticket' | 'forged';

export interface List<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}

export interface User {
  id: number;
  username: string;
  email: string;
  email_verified: boolean;
  role: Role;
  is_active: boolean;
  created_at: string;
  updated_at: string;
}

export interface Login {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
  user: User;
}

export interface Concert {
  id: number;
  name: string;
  date: string;
  venue: string;
  description: string;
  timezone: string;
  currency: string;
  capacity: number | null;
  created_at: string;
}

export interface Ticket {
  id: number;
  concert_id: number;
  ticket_number: string;
  serial: number;
  tier: string | null;
  status: TicketStatus;
  price: string | null;
  buyer_name: string | null;
  buyer_email: string | null;
  original_buyer_id: number | null;
  current_holder_id: number | null;
  qr_code_data: string | null;
  reference: string | null;
  sold_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface CreatedTickets {
  concert_id: number;
  created: number;
  first_serial: number;
  last_serial: number;
  tickets: Ticket[];
}

export interface TicketSummary {
  number: string;
  serial: number;
  tier: string | null;
  status: TicketStatus;
  buyer_name: string | null;
}

export interface Scan {
  id: number;
  scan_id: string;
  ticket_id: number | null;
  concert_id: number | null;
  scan_type: ScanType;
  verdict: 'accepted' | 'refused';
  reason: Reason;
  message: string;
  scanned_by_user_id: number;
  location: string | null;
  notes: string | null;
  scanned_at: string;
  ticket: TicketSummary | null;
  previous: { scanned_at: string; location: string | null; scanned_by: string } | null;
}

export interface Attendance {
  concert_id: number;
  total: number;
  created: number;
  sold: number;
  scanned_entry: number;
  attended: number;
  refunded: number;
  transferred: number;
  attendance_rate: number;
  revenue: string;
  by_location: {
    location: string | null;
    accepted: number;
    refused: number;
    last_scanned_at: string;
  }[];
}

export interface Arrivals {
  concert_id: number;
  minutes: { minute: string; admitted: number }[];
}

export interface Refund {
  id: number;
  ticket_id: number;
  ticket: TicketSummary;
  requested_by: string;
  decided_by: string | null;
  reason: string;
  amount: string;
  status: 'pending' | 'approved' | 'rejected' | 'completed';
  notes: string | null;
}

export interface Transfer {
  id: number;
  ticket_id: number;
  ticket: { serial: number; tier: string | null; concert_name: string };
  status: 'pending' | 'accepted' | 'rejected' | 'completed' | 'cancelled';
  notes: string | null;
}

export interface Fact {
  number: number;
  at: string;
  kind: string;
  actor_user_id: number | null;
  actor: string | null;
  concert_id: number | null;
  ticket_id: number | null;
  subject_id: number | null;
  detail: string;
}

export interface PrintSheet {
  id: number;
  concert_id: number;
  first_serial: number;
  last_serial: number;
  page: 'a4' | 'letter';
  grid: 'two_by_four' | 'two_by_five';
  status: 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  detail: string | null;
  file_bytes: number | null;
  created_at: string;
  finished_at: string | null;
  removed_at: string | null;
}

export interface Job {
  id: number;
  kind: 'print_sheet' | 'import';
  concert_id: number;
  status: 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  detail: string | null;
  created_at: string;
  finished_at: string | null;
}

export interface ImportCheck {
  rows: number;
  valid: number;
  delimiter: string;
  columns: string[];
  ignored_columns: string[];
  total_price: string;
  currency: string;
  tiers: { tier: string | null; count: number }[];
  problem_count: number;
  problems: { line: number; column: string; detail: string }[];
  letters: number;
  already_imported_by: Job | null;
}

export interface Letter {
  id: number;
  kind: string;
  to: string;
  status: 'waiting' | 'sent' | 'given_up' | 'withdrawn';
  attempts: number;
  last_error: string | null;
  created_at: string;
  next_attempt_at: string | null;
  sent_at: string | null;
}

export interface MailStatus {
  configured: boolean;
  from: string | null;
  waiting: number;
  given_up: number;
  oldest_waiting_at: string | null;
  last_error: string | null;
}
