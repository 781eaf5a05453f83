"""The whole OpenAPI document against the service: whatever is asked, no fault and no answer that the document denies."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nlp.errors import FetchError
from service.api import create_app
from service.settings import Settings
from service.web import intake

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)


@pytest.fixture
def document(settings, store, registry, monkeypatch):
    def fetch(url):
        raise FetchError(f"{url}: not in a test")

    monkeypatch.setattr(intake, "fetch_page", fetch)
    app = create_app(Settings(database=settings.database, model=registry))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


contract = schemathesis.pytest.from_fixture("document")


@contract.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_what_the_document_says(case):
    case.call_and_validate(checks=CHECKS)
