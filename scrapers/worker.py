"""The child process that fetches: started with a job, answers line by line, ended whatever happens.

Only the process and its pipe; what the messages mean is known to scrapers.crawl and scrapers.fetch.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from nlp.errors import FetchError


@contextmanager
def open_worker(job: dict[str, Any]) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Start the worker with its job; end it whatever happens."""
    command = [sys.executable, "-m", "scrapers.crawl_worker"]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors) as process,  # noqa: S603  our own interpreter and module
    ):
        try:
            send_message(process.stdin, job)
            yield process, errors
        finally:
            if process.poll() is None:
                process.kill()


def iter_messages(stream: IO[bytes] | None, deadline: float | None) -> Iterator[dict[str, Any]]:
    """Give the worker's messages up to its last, or to the deadline."""
    if stream is None:
        raise FetchError("the crawl worker has no pipe to answer on")
    for line in stream:
        message: dict[str, Any] = json.loads(line)
        yield message
        if message["event"] == "done" or (deadline and time.monotonic() > deadline):
            return


def send_message(stream: IO[bytes] | None, value: Any) -> None:
    """Send the worker a line."""
    if stream is None:
        raise FetchError("the crawl worker takes no messages")
    try:
        stream.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
        stream.flush()
    except BrokenPipeError:
        # The worker died; reading its pipe ends the run with its reason.
        return


def explain_end(process: subprocess.Popen[bytes], errors: IO[bytes]) -> str:
    """Say why a worker ended before its job did, in one line."""
    code = process.poll()
    if code is None:
        return "the run reached its time limit"
    errors.seek(0)
    tail = errors.read().decode("utf-8", "replace").strip().splitlines()[-3:]
    return f"the worker ended with {code}: {' | '.join(tail)}"
