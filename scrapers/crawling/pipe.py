"""The two-way pipe between a crawl and its caller: one JSON object a line.

Only framing; what the messages mean is known to scrapers.crawl and the spider.
"""

from __future__ import annotations

import json
from typing import IO, Any


class Pipe:
    """Tells the caller something, or asks and waits; a caller that is gone ends the crawl."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self._reader = reader
        self._writer = writer

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message that needs no answer."""
        self._writer.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._writer.flush()

    def ask(self, message: dict[str, Any]) -> Any:
        """Send a message and wait for its answer.

        Raises:
            SystemExit: the caller is gone.
        """
        self.tell(message)
        line = self._reader.readline()
        if not line:
            raise SystemExit("the caller of the crawl is gone")
        return json.loads(line)
