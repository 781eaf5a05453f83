"""``jiaowen import``: files and folders into the store, analysed."""

import sys
from typing import Annotated

import typer

from corpora.store import open_store
from models.analyser import load_analyser
from service.analysis import Outcome
from service.cli.application import SOME_FAILED, warn
from service.cli.console import show_progress
from service.cli.options import Input, Paths
from service.ingest import Ingester, IngestReport
from service.inputs import InputKind, check_paths, read_inputs
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)


@app.command("import")
def import_files(
    paths: Paths,
    kind: Input = InputKind.AUTO,
    again: Annotated[bool, typer.Option("--again", help="Analyse unchanged files once more.")] = False,
) -> None:
    """Take files and folders into the store, analysed."""
    check_paths(paths)
    settings = load_settings()
    analyser = load_analyser(settings.model)
    with open_store(settings.database) as store, show_progress("importing") as step:

        def show(report: IngestReport, outcome: Outcome) -> None:  # noqa: ARG001
            if outcome.error:
                warn(str(outcome.error))
            step(outcome.name)

        ingester = Ingester(store, analyser, again=again)
        report = ingester.ingest_files(read_inputs(paths, kind, sys.stdin.buffer), kind, show)
    typer.echo(summarise(report))
    if report.failed:
        raise typer.Exit(SOME_FAILED)


def summarise(report: IngestReport) -> str:
    """Say in a line what came of an import."""
    return (
        f"{report.inputs} inputs: {report.new} articles new, {report.changed} changed, {report.unchanged} unchanged; "
        f"{report.skipped} inputs known already, {len(report.failed)} failed"
    )
