"""The command line: one file a command, each of which parses, calls and prints.

For people and shell scripts: results go to standard output, everything else to standard error. Exit status: 0 done,
1 some inputs failed, 2 the call itself is wrong.
"""

import sys

from service.cli.application import app


def main() -> None:
    """Run the command line."""
    # Records are UTF-8 wherever they are read next, whatever the locale of this terminal.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app()
