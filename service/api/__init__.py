"""The HTTP API: the store and the analyser as JSON resources under ``/api/v1``; one module a resource.

For turning requests into calls of the rooms below and their answers into JSON. No rule about text, models or tables lives
here; what people look at in a browser is ``service.pages``.
"""

from service.api.application import create_app

__all__ = ["create_app"]
