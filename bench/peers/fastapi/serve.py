"""Starts app.py on some workers, each of which listens on a socket of its own, so that all get their share.

    PEER_DATABASE_URL=postgresql://… PEER_SECRET=… /usr/bin/python3 -B bench/peers/fastapi/serve.py PORT WORKERS

uvicorn's own --workers share one socket, and the worker that wakes first takes all connections that wait there: of
16 another one may get none, and its core idles. SIGTERM ends all workers; so does the end of one of them.
"""

import multiprocessing
import signal
import socket
import sys
from multiprocessing.connection import wait

import uvicorn

from app import app


def listener(port: int) -> socket.socket:
    own = socket.socket()
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    own.bind(("127.0.0.1", port))
    return own


def work(own: socket.socket) -> None:
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[own])


def serve(port: int, workers_count: int) -> int:
    """Returns when all workers have ended: 0 when they were told to, else 1."""
    # Forked after everything is imported, so that they begin to listen within the same moment: whoever connects
    # while only one does stays with that one.
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=work, args=(listener(port),)) for _ in range(workers_count)]
    for worker in workers:
        worker.start()

    def stop(*_: object) -> None:
        for worker in workers:
            worker.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    wait([worker.sentinel for worker in workers])
    stop()
    for worker in workers:
        worker.join()
    return 1 if any(worker.exitcode for worker in workers) else 0


if len(sys.argv) != 3 or not all(word.isdecimal() for word in sys.argv[1:]):
    sys.exit("serve.py: takes two arguments, PORT and WORKERS")
sys.exit(serve(int(sys.argv[1]), int(sys.argv[2])))
