"""Which addresses a crawl may connect to: public ones, and those of a source that says it is local.

The resolver hands Twisted checked addresses only, and Twisted connects to what the resolver gave: there is no second
look-up between check and connection. A middleware refuses what needs no look-up, before anything is sent.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer, provider

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, looking through IPv6 wrappings of IPv4."""
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


@provider(IResolutionReceiver)
class _CheckedReceiver:
    """Passes on the addresses that are public."""

    def __init__(self, receiver: Any, local: bool) -> None:
        self._receiver = receiver
        self._local = local

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802  the interface's names
        """Pass on."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        """Pass on what may be connected to."""
        if self._local or is_public(address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        """Pass on."""
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class CheckedResolver:
    """A name resolver that gives public addresses only, except for the hosts of local sources."""

    def __init__(self, reactor: Any, local_hosts: Iterable[str]) -> None:
        self._reactor = reactor
        self._original = reactor.nameResolver
        self._local_hosts = frozenset(local_hosts)

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> CheckedResolver:
        """Build from the settings; Scrapy calls it."""
        return cls(reactor, crawler.settings.getlist("JIAOWEN_LOCAL_HOSTS"))

    def install_on_reactor(self) -> None:
        """Take the place of the reactor's resolver; Scrapy calls it."""
        self._reactor.installNameResolver(self)

    def resolveHostName(self, resolutionReceiver: Any, hostName: str, *rest: Any, **more: Any) -> Any:  # noqa: N802, N803
        """Resolve a name into checked addresses."""
        receiver = _CheckedReceiver(resolutionReceiver, hostName in self._local_hosts)
        return self._original.resolveHostName(receiver, hostName, *rest, **more)


class AddressMiddleware:
    """Refuses other schemes, literal private addresses, and a foreign source's way to a local source's host."""

    def __init__(self, local_hosts: Iterable[str]) -> None:
        self._local_hosts = frozenset(local_hosts)

    @classmethod
    def from_crawler(cls, crawler: Any) -> AddressMiddleware:
        """Build from the settings; Scrapy calls it."""
        return cls(crawler.settings.getlist("JIAOWEN_LOCAL_HOSTS"))

    def process_request(self, request: Any) -> None:
        """Let a request pass, or refuse it with the reason."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            raise IgnoreRequest(f"refused: {parts.scheme}: addresses are not fetched")
        if host in self._local_hosts:
            if not request.meta.get("local"):
                raise IgnoreRequest(f"refused: {host} belongs to a local source, and this source is not local")
        elif _is_literal(host) and not is_public(host):
            raise IgnoreRequest(f"refused: {host} is a private address; a source of this machine needs local = true")


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
