"""``jiaowen analyse``: inputs in, a record per article out; nothing is stored."""

import sys
from typing import Annotated

import typer

from service.analysis import Outcome, analyse_inputs
from service.cli.application import SOME_FAILED, warn
from service.cli.console import results_scroll, show_progress
from service.cli.explanation import explain
from service.cli.options import Input, Model, Out, Paths
from service.cli.records import WRITERS, RecordFormat, RecordWriter, open_output
from service.inputs import InputKind, check_paths, read_inputs
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def analyse(  # noqa: PLR0913  the options of the command
    paths: Paths,
    kind: Input = InputKind.AUTO,
    form: Annotated[RecordFormat, typer.Option("--format", help="How records are written.")] = RecordFormat.JSONL,
    out: Out = None,
    jobs: Annotated[int, typer.Option(min=1, max=256, help="Processes; each loads the model.")] = 1,
    explained: Annotated[bool, typer.Option("--explain", help="Say on standard error why, record by record.")] = False,
    model: Model = None,
) -> None:
    """Analyse files, folders or standard input: one record per article."""
    check_paths(paths)
    results = read_inputs(paths, kind, sys.stdin.buffer)
    outcomes = analyse_inputs(results, model or load_settings().model, kind, jobs)
    failed = 0
    with open_output(out) as stream, show_progress("analysing", quiet=results_scroll(out)) as step:
        writer = WRITERS[form](stream)
        for outcome in outcomes:
            failed += _write(outcome, writer, explained)
            step(outcome.name)
        writer.close()
    if failed:
        warn(f"{failed} input(s) failed; the records of the others were written")
        raise typer.Exit(SOME_FAILED)


def _write(outcome: Outcome, writer: RecordWriter, explained: bool) -> bool:
    if outcome.error:
        warn(str(outcome.error))
    for article in outcome.articles:
        writer.write(article)
        if explained:
            typer.echo(explain(article), err=True)
    return outcome.error is not None
