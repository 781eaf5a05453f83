"""Cursors: where a page ended, as a word that callers hand back and do not read.

For keyset pagination: a cursor holds the sort key of the last item, so articles that come in meanwhile shift nothing.
"""

import base64
import binascii
import json
from typing import Any

from nlp.errors import InputError

_ADVICE = "pass next_cursor of the page before exactly as it was given, or leave cursor out to begin anew"


MOST = 2**63
"""A number that neither database can hold was not ours."""


def build_cursor(purpose: str, *keys: float) -> str:
    """Pack the keys of the last item."""
    packed = json.dumps([purpose, *keys], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def parse_cursor(cursor: str, purpose: str, types: tuple[type[int] | type[float], ...]) -> list[Any]:
    """Unpack the keys again.

    Raises:
        InputError: it is no cursor, or one of another list or another order.
    """
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise InputError(f"cursor {cursor[:40]!r} is malformed; {_ADVICE}") from error
    if not isinstance(found, list) or len(found) != len(types) + 1:
        raise InputError(f"cursor {cursor[:40]!r} is malformed; {_ADVICE}")
    if found[0] != purpose:
        raise InputError(f"cursor {cursor[:40]!r} belongs to another list or another order; {_ADVICE}")
    fits = (type(key) is kind and abs(key) < MOST for key, kind in zip(found[1:], types, strict=True))
    if not all(fits):
        raise InputError(f"cursor {cursor[:40]!r} is malformed; {_ADVICE}")
    return found[1:]
