"""``POST /analyse`` and what ``POST /articles`` shares with it: a text or a page becomes records."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.api.answers import Records
from service.api.examples import ANALYSE_EXAMPLES, RECORDS_EXAMPLE, describe
from service.web.intake import LONGEST_TEXT, Intake, analyse_input
from service.web.resources import AnalyserOfApp

LONGEST_URL = 2000

router = APIRouter(tags=["analysis"])


class AnalyseRequest(BaseModel):
    """One input: ``text`` of an article or a newspaper page, ``html`` of a web page, or the ``url`` of a public one."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(None, max_length=LONGEST_TEXT, description="Plain text; several items are split.")
    html: str | None = Field(None, max_length=LONGEST_TEXT, description="A web page as it came.")
    url: str | None = Field(None, max_length=LONGEST_URL, description="A public address; robots.txt is obeyed.")

    @model_validator(mode="after")
    def _check_one(self) -> "AnalyseRequest":
        names = ", ".join(type(self).model_fields)
        if len(self.model_fields_set) != 1 or all(getattr(self, name) is None for name in self.model_fields_set):
            raise PydanticCustomError("one_of", "exactly one of {names}, not null", {"names": names})
        return self

    def build_intake(self) -> Intake:
        """Return what is to be analysed."""
        return Intake(self.text, self.html, self.url)


@router.post("/analyse", responses=describe("The records.", {"分析结果": RECORDS_EXAMPLE}))
def analyse(
    request: Annotated[AnalyseRequest, Body(openapi_examples=ANALYSE_EXAMPLES)], analyser: AnalyserOfApp
) -> Records:
    """Analyse a text or a page; nothing is stored."""
    return Records(records=analyse_input(request.build_intake(), analyser))
