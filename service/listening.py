"""Listening: the API and the pages on an address, with a clear word where the port is taken.

For starting the server; what it answers is the business of ``api`` and ``pages``.
"""

import errno
import ipaddress
import socket
from dataclasses import replace

import uvicorn

from nlp.errors import InputError
from service.api import create_app
from service.settings import HIGHEST_PORT, Settings


def serve(settings: Settings, workers: int = 1) -> None:
    """Serve until stopped.

    Raises:
        InputError: the address cannot be listened on; the message names it and says what to do.
    """
    check_address(settings.host, settings.port)
    # More than one worker are new processes, which build the application with the environment's settings.
    app = create_app(settings) if workers == 1 else "service.api:create_app"
    factory = workers > 1
    uvicorn.run(app, host=settings.host, port=settings.port, workers=workers, factory=factory, log_level="warning")


def check_address(host: str, port: int) -> None:
    """Find out whether an address is free to be listened on.

    Raises:
        InputError: it is not, or it can be reached from other machines.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise InputError(f"--host {host}: no such address; try 127.0.0.1") from error
    if not ipaddress.ip_address(address[0]).is_loopback:
        # There are no keys yet: whoever reaches the service may change what editors decided.
        raise InputError(f"--host {host}: the service has no keys to tell callers apart, so it serves this machine only; use 127.0.0.1")
    with socket.socket(family, kind, protocol) as probe:
        # As the server itself does: a port that was in use a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise InputError(_explain(host, port, error)) from error


def _explain(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else port - 1
        return (
            f"port {port} on {host} is in use by another program: stop that one, or take another port "
            f"(jiaowen serve --port {other}, or JIAOWEN_PORT={other})"
        )
    if error.errno == errno.EACCES:
        return f"port {port} on {host} is not allowed for this user: take one above 1023, such as --port 8000"
    return f"cannot listen on {host}, port {port}: {error.strerror}; try --host 127.0.0.1"


def with_address(settings: Settings, host: str | None, port: int | None) -> Settings:
    """Return the settings with what a command line gave in place of their address."""
    return replace(settings, host=host or settings.host, port=settings.port if port is None else port)
