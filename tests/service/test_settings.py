"""The settings and what of the environment sets them."""

from pathlib import Path

import pytest

from nlp.errors import InputError
from service.settings import VARIABLES, Settings, load_settings


def test_without_an_environment_the_defaults_hold():
    assert load_settings({}) == Settings()


def test_an_empty_variable_is_an_unset_one():
    assert load_settings(dict.fromkeys(VARIABLES.values(), "")) == Settings()


def test_every_variable_sets_its_field():
    given = load_settings(
        {
            "JIAOWEN_DB": "postgresql+psycopg://user@host/name",
            "JIAOWEN_MODEL": "/srv/model",
            "JIAOWEN_SOURCES": "/srv/sources",
            "JIAOWEN_HOST": "0.0.0.0",
            "JIAOWEN_PORT": "80",
        }
    )
    expected = ("postgresql+psycopg://user@host/name", Path("/srv/model"), Path("/srv/sources"), "0.0.0.0", 80)
    assert tuple(getattr(given, field) for field in VARIABLES) == expected


@pytest.mark.parametrize("port", ["八千", "-1", "65536", "80.5", "９０００", "0x50", "9" * 5000])
def test_a_port_that_is_none_is_refused_by_the_name_of_its_variable(port):
    with pytest.raises(InputError, match="JIAOWEN_PORT"):
        load_settings({"JIAOWEN_PORT": port})
