"""The scanning service that a user would build otherwise: FastAPI, SQLAlchemy, asyncpg, PostgreSQL; written to win.

It answers the part of Admit One's interface that `admitone_load scan` asks for, on the tables that seed.py fills:

    PEER_DATABASE_URL=postgresql://… PEER_SECRET=… /usr/bin/python3 -B -m uvicorn --app-dir bench/peers/fastapi \
        app:app --loop uvloop --http httptools --log-level warning --no-access-log

or, where it is to use more than one core, by serve.py.

PEER_SECRET signs the tokens; PEER_POOL (8) is how many connections to PostgreSQL each worker keeps. Each scan is
checked against its token's signature, end and role, judged and recorded by one statement, and durable before its
answer leaves. In its favour it does less than Admit One: no journal, no live counts, no earlier scan in the answer,
no look at whether the session has ended meanwhile.
"""

import os
import time
from typing import Any, Literal, Optional
from uuid import UUID

import bcrypt
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import UJSONResponse
from jose import jwt
from jose.backends.native import HMACKey
from jose.exceptions import JWTError
from pydantic import BaseModel
from sqlalchemy.engine import Row, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.sql.elements import TextClause

from statements import ADMIT, COUNT_ATTENDED, COUNT_BY_LOCATION, FIND_SCAN, FIND_USER

TOKEN_TTL_S = 12 * 60 * 60
ALGORITHM = "HS256"

# Built once: from a plain text the library would build it again for each token.
KEY = HMACKey(os.environ["PEER_SECRET"], ALGORITHM)

# A scan is one statement, which commits by itself: BEGIN, COMMIT and ROLLBACK would be round trips for nothing.
engine = create_async_engine(
    make_url(os.environ["PEER_DATABASE_URL"]).set(drivername="postgresql+asyncpg"),
    isolation_level="AUTOCOMMIT",
    pool_size=int(os.environ.get("PEER_POOL", "8")),
    max_overflow=0,
    pool_reset_on_return=None,
)
app = FastAPI(on_shutdown=[engine.dispose])


class Credentials(BaseModel):
    username: str
    password: str


class ScanAttempt(BaseModel):
    code: str
    scan_type: Literal["attendance"]
    concert_id: int
    location: Optional[str] = None
    scan_id: UUID


async def scanning_user(request: Request) -> int:
    """The id of the user who asks; 401 without a valid token, 403 when their role does not scan."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise HTTPException(401, "Sign in, and send the token as a bearer token.")
    try:
        claims = jwt.decode(token, KEY, algorithms=[ALGORITHM])
    except JWTError as failure:
        raise HTTPException(401, "The token is not valid any more: sign in again.") from failure
    if claims["role"] not in ("admin", "scanner"):
        raise HTTPException(403, "Only admins and scanners scan.")
    return int(claims["sub"])


async def rows_of(statement: TextClause, **values: Any) -> list[Row]:
    """The rows that one of the statements answers, once it is committed."""
    async with engine.connect() as connection:
        return (await connection.execute(statement, values)).all()


@app.post("/api/auth/login")
async def login(credentials: Credentials) -> UJSONResponse:
    users = await rows_of(FIND_USER, username=credentials.username)
    # On a thread of its own, where it holds up no scan.
    if not users or not await run_in_threadpool(
        bcrypt.checkpw, credentials.password.encode(), users[0].password_hash.encode()
    ):
        raise HTTPException(401, "The username or the password is wrong.")
    claims = {"sub": str(users[0].id), "role": users[0].role, "exp": int(time.time()) + TOKEN_TTL_S}
    token = jwt.encode(claims, KEY, algorithm=ALGORITHM)
    return UJSONResponse({"access_token": token, "token_type": "bearer", "expires_in": TOKEN_TTL_S})


def scan_answer(attempt: ScanAttempt, stored: Row, status: int) -> UJSONResponse:
    # A response made here is sent as it is; a model or a dict would be validated and walked through once more.
    return UJSONResponse(
        {
            "scan_id": str(attempt.scan_id),
            "ticket_id": stored.ticket_id,
            "concert_id": attempt.concert_id,
            "scan_type": attempt.scan_type,
            "verdict": stored.verdict,
            "reason": stored.reason,
            "location": attempt.location,
            "scanned_at": stored.scanned_at.isoformat(),
        },
        status,
    )


@app.post("/api/scans/")
async def scan(attempt: ScanAttempt, user_id: int = Depends(scanning_user)) -> UJSONResponse:
    """201 with the verdict once it is durable; 200 with the stored one for a scan_id that was judged before."""
    try:
        judged = await rows_of(ADMIT, **attempt.dict(), user_id=user_id)
        return scan_answer(attempt, judged[0], 201)
    except IntegrityError:
        stored = await rows_of(FIND_SCAN, scan_id=attempt.scan_id)
        # Then something else was violated, which would be a fault of ours: an answer of 500.
        if not stored:
            raise
    # A code that no ticket has is not kept; its verdict can be given away, as it admits nobody.
    same_code = stored[0].code in (None, attempt.code)
    if not same_code or (stored[0].concert_id, stored[0].location) != (attempt.concert_id, attempt.location):
        raise HTTPException(422, "This scan_id belongs to another scan: take a new one.")
    return scan_answer(attempt, stored[0], 200)


@app.get("/api/scans/concert/{concert_id}/attendance")
async def attendance(concert_id: int, _user_id: int = Depends(scanning_user)) -> UJSONResponse:
    [attended] = await rows_of(COUNT_ATTENDED, concert_id=concert_id)
    gates = await rows_of(COUNT_BY_LOCATION, concert_id=concert_id)
    return UJSONResponse({
        "concert_id": concert_id,
        "attended": attended.attended,
        "by_location": [
            {"location": gate.location, "accepted": gate.accepted, "refused": gate.refused} for gate in gates
        ],
    })


@app.get("/healthz")
async def healthz() -> UJSONResponse:
    return UJSONResponse({"status": "ok"})
