"""``jiaowen serve``: the API and the web pages."""

from typing import Annotated

import typer

from service.cli.application import warn
from service.listening import serve as listen
from service.listening import with_address
from service.settings import HIGHEST_PORT, load_settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address; JIAOWEN_HOST or 127.0.0.1 unless given.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=HIGHEST_PORT, help="JIAOWEN_PORT or 8000 unless given.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes; each loads the model.")] = 1,
) -> None:
    """Serve the API and the web pages."""
    settings = with_address(load_settings(), host, port)
    warn(f"serving {settings.database} on http://{settings.host}:{settings.port}, Ctrl-C stops it")
    listen(settings, workers)
