"""The application: which commands there are and how an error of any of them ends.

For the outermost shell only. A command's module is loaded when the command is called: all of them together load every
library of the project, which takes seconds.
"""

import importlib
import importlib.metadata
import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from nlp.errors import DecodeError, EmptyInputError, FetchError, JiaowenError

SOME_FAILED, CALL_IS_WRONG = 1, 2
# The call was right and what was named is there, but nothing can be done with it.
_BAD_INPUT = (DecodeError, EmptyInputError, FetchError)

# Command → its module and the line that `jiaowen --help` shows; a test holds these lines against the modules'.
COMMANDS: dict[str, tuple[str, str]] = {
    "analyse": ("analyse", "Analyse files, folders or standard input: one record per article."),
    "segment": ("segment", "Write texts with their words separated by spaces, a line for a line."),
    "extract": ("extract", "Extract the article of a web page: title, byline, date, source, text as JSON."),
    "import": ("import_", "Take files and folders into the store, analysed."),
    "crawl": ("crawl", "Collect new articles of sources into the store, analysed."),
    "sources": ("sources", "List, check and add the sources that are crawled."),
    "search": ("search", "Search the articles of the store."),
    "trends": ("trends", "Show how a topic or a figure developed over time."),
    "export": ("export", "Write articles or figures of the store as files for other programs."),
    "train": ("train", "Train the topic classifier, on the bundled corpus or your own."),
    "evaluate": ("evaluate", "Measure a trained classifier on labelled articles."),
    "models": ("models", "List, show and verify trained models."),
    "serve": ("serve", "Serve the API and the web pages."),
    "db": ("db", "Bring the store up to date."),
    "backup": ("backup", "Copy the store to a file while it is in use."),
    "restore": ("restore", "Put a backup in the store's place."),
}


class Commands(TyperGroup):
    """The group of all commands, loaded by name; the one place that turns our errors into message and status."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the base class's parameters
        """Return the names in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Load a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"service.cli.{COMMANDS[cmd_name][0]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        """Run a command and end on an error of ours with its message and status."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except JiaowenError as error:
            fail(str(error), SOME_FAILED if isinstance(error, _BAD_INPUT) else CALL_IS_WRONG)
        except BrokenPipeError:
            # Whoever read the results has enough of them: no failure. Python would complain once more when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        return result


def fail(message: str, status: int) -> NoReturn:
    """End with a message on standard error and a status."""
    warn(message)
    raise typer.Exit(status)


def warn(message: str) -> None:
    """Write a message to standard error."""
    typer.echo(f"jiaowen: {message}", err=True)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jiaowen {importlib.metadata.version('jiaowen')}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    name="jiaowen",
    help="教闻: clean articles, topics with evidence and figures with provenance from Chinese education news.",
    no_args_is_help=True,
    add_completion=False,
    # Plain messages: boxes break long paths over lines, and scripts look for them.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """教闻: clean articles, topics with evidence and figures with provenance from Chinese education news."""
