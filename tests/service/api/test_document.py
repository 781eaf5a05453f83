import pytest

from service.api.application import RESOURCES


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


def test_document_names_every_resource_and_no_page(document):
    routes = {f"/api/v1{route.path}" for resource in RESOURCES for route in resource.router.routes}
    assert set(document["paths"]) == routes


def test_every_parameter_is_described_and_has_an_example(document):
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] in ("cursor",) or parameter["in"] == "header":
                    continue
                assert parameter.get("description"), (path, parameter["name"])
                assert parameter["schema"].get("examples"), (path, parameter["name"])


def test_errors_are_documented_as_problems(document):
    for operations in document["paths"].values():
        for operation in operations.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]
            assert "422" not in operation["responses"]
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_answers_name_no_other_host_to_load_from(client):
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404
