"""Signs of life: ``/healthz`` says that the process answers, ``/readyz`` that it can do its work."""

from fastapi import APIRouter, Request

from nlp.errors import JiaowenError
from service.api.answers import Answer
from service.web.problems import ProblemError
from service.web.resources import Resources, find_resources

router = APIRouter(tags=["health"])


class Health(Answer):
    """All is well."""

    status: str


class Readiness(Health):
    """Ready, with the model in use."""

    model: str


@router.get("/healthz")
def check_health() -> Health:
    """Answer, whatever the state of store and model."""
    return Health(status="ok")


@router.get("/readyz")
def check_readiness(request: Request) -> Readiness:
    """Answer 200 when store and model can be used, else 503 with what is missing and what to do."""
    resources = find_resources(request)
    faults = [fault for fault in (_check_store(resources), _check_model(resources)) if fault]
    if faults:
        raise ProblemError(503, "not-ready", "; ".join(faults))
    return Readiness(status="ready", model=resources.analyser.card.version)


def _check_store(resources: Resources) -> str | None:
    try:
        resources.store.check()
    except JiaowenError as error:
        return f"store: {error}"
    return None


def _check_model(resources: Resources) -> str | None:
    try:
        _ = resources.analyser
    except JiaowenError as error:
        return f"model: {error}"
    return None
