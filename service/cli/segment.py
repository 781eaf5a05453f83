"""``jiaowen segment``: texts with their words separated by spaces."""

import sys

import typer

from nlp.segmentation import segment
from scrapers.files import FileResult
from service.cli.application import SOME_FAILED, warn
from service.cli.options import Paths
from service.inputs import InputKind, check_paths, read_inputs

app = typer.Typer(rich_markup_mode=None)


@app.command("segment")
def segment_texts(paths: Paths) -> None:
    """Write texts with their words separated by spaces, a line for a line."""
    check_paths(paths)
    failed = sum(_write(result) for result in read_inputs(paths, InputKind.PAGE, sys.stdin.buffer))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _write(result: FileResult) -> bool:
    if result.error or result.text is None:
        warn(str(result.error))
        return True
    for line in result.text.removesuffix("\n").split("\n"):
        sys.stdout.write(" ".join(word for word in segment(line) if not word.isspace()) + "\n")
    return False
