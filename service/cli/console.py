"""What people see besides results: progress on a terminal, counts and failures, tables.

Standard error, but for tables that are a result. Nothing here decides anything.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

# A table in a pipe or a file has no terminal to fit into.
PIPE_WIDTH = 160


class Step(Protocol):
    """Moves a progress bar on, with a word on what has just been done."""

    def __call__(self, note: str = "", advance: int = 1) -> None:
        """Show that so many more are done."""
        ...


@contextmanager
def show_progress(title: str, total: int | None = None, quiet: bool = False) -> Iterator[Step]:
    """Show a progress bar on a terminal's standard error; none in a pipe.

    Args:
        quiet: none at all, as where the results themselves scroll over the same terminal.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", style="dim"),
    )
    hidden = quiet or not console.is_terminal
    # Rich would send what is printed meanwhile to its own console: results belong to standard output.
    options = {"transient": True, "redirect_stdout": False, "redirect_stderr": not hidden}
    with Progress(*columns, console=console, disable=hidden, **options) as bar:  # type: ignore[arg-type]
        task = bar.add_task(title, total=total, note="")

        def step(note: str = "", advance: int = 1) -> None:
            bar.update(task, advance=advance, note=note)

        yield step


def results_scroll(out: object | None) -> bool:
    """Whether results are written to the terminal that would show the progress."""
    return out is None and sys.stdout.isatty()


def print_table(
    title: str | None, columns: Sequence[str], rows: Iterable[Sequence[object]], stream: IO[str] | None = None
) -> None:
    """Print a table, to standard output unless told otherwise; a column named with a leading ``#`` holds numbers."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column.lstrip("#"), justify="right" if column.startswith("#") else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    stream = stream or sys.stdout
    console = Console(file=stream, width=None if stream.isatty() else PIPE_WIDTH, markup=False, emoji=False)
    console.print(table)
