#pragma once
// The files of SQLite, with a write-ahead log that is written a transaction at a time. Only for
// this room.

namespace admitone::db {

/// The name of a VFS for sqlite3_open_v2. SQLite writes each page of a transaction to the log with
/// two system calls of its own; here they are gathered and written by one when the log is made
/// durable, which is before anybody may read them. For connections with `synchronous = FULL` or
/// EXTRA: with less, commits are not made durable one by one. Registers the VFS when it is first
/// asked for. Throws std::logic_error when SQLite refuses. Any thread.
const char* gathered_log_vfs();

}  // namespace admitone::db
