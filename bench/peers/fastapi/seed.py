"""Fills the database of app.py with the tickets that `admitone_load prepare` sold, so that the same scans drive both.

    ADMITONE_ADMIN_USERNAME=… ADMITONE_ADMIN_PASSWORD=… \
        /usr/bin/python3 -B bench/peers/fastapi/seed.py DATABASE_URL PREPARED_FILE

What the database held of an earlier run is gone. Exit code 1: it could not be done, and standard error says why.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import asyncpg
import bcrypt

TABLES = Path(__file__).with_name("tables.sql")


def tickets_in(file: TextIO, concert_id: int) -> Iterator[tuple[int, str, str, str, str]]:
    for number, line in enumerate(file):
        # A code is base45: it may begin or end with a space.
        yield concert_id, line.removesuffix("\n"), "sold", f"Buyer {number}", f"buyer{number}@example.org"


async def fill(connection: asyncpg.Connection, prepared: str) -> None:
    await connection.execute(TABLES.read_text())
    password_hash = bcrypt.hashpw(os.environ["ADMITONE_ADMIN_PASSWORD"].encode(), bcrypt.gensalt(12))
    await connection.execute(
        "INSERT INTO users (username, password_hash, role) VALUES ($1, $2, 'admin')",
        os.environ["ADMITONE_ADMIN_USERNAME"],
        password_hash.decode(),
    )
    with open(prepared, encoding="ascii") as file:
        head = file.readline().split()
        if len(head) != 2 or not all(word.isdecimal() for word in head):
            raise ValueError(f"{prepared} is not a file that `admitone_load prepare` has written")
        concert_id, count = (int(word) for word in head)
        await connection.execute("INSERT INTO concerts (id, name) VALUES ($1, 'A full house')", concert_id)
        columns = ["concert_id", "code", "status", "buyer_name", "buyer_email"]
        copied = await connection.copy_records_to_table(
            "tickets", columns=columns, records=tickets_in(file, concert_id)
        )
    if copied != f"COPY {count}":
        raise ValueError(f"{prepared} is not whole: it should hold {count} tickets, and PostgreSQL answered {copied}")


async def seed(url: str, prepared: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await fill(connection, prepared)
        # Outside of the transaction, where it also leaves the pages marked as visible to all.
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


if len(sys.argv) != 3:
    sys.exit("seed.py: takes two arguments, DATABASE_URL and PREPARED_FILE")
try:
    asyncio.run(seed(sys.argv[1], sys.argv[2]))
except KeyError as missing:
    sys.exit(f"seed.py: set {missing.args[0]} in the environment")
except (OSError, ValueError, asyncpg.PostgresError) as failure:
    sys.exit(f"seed.py: {failure}")
