"""The whole OpenAPI document against the service: whatever is asked, no fault and no answer that the document denies."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from corpora.store import open_store
from nlp.errors import FetchError
from service.api import create_app
from service.settings import Settings
from service.web import intake
from tests.service.conftest import NOW, build_record

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
OPERATIONS = [
    (path, method) for path, methods in create_app(Settings()).openapi()["paths"].items() for method in methods
]


@pytest.fixture(scope="module")
def document(tmp_path_factory, registry):
    folder = tmp_path_factory.mktemp("contract")
    database = f"sqlite:///{folder / 'store.db'}"
    with open_store(database) as store:
        store.put_articles([build_record()], NOW)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(Settings(database, registry)))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_are_what_the_document_says(document, monkeypatch, path, method):
    def fetch(url):
        raise FetchError(f"{url}: not in a test")

    monkeypatch.setattr(intake, "fetch_page", fetch)

    @given(case=document[path][method].as_strategy())
    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()
