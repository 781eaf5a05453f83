"""Source profiles: what is wrong with one is said with file and field."""

import pytest

from nlp.errors import InputError
from scrapers.sources import iter_bundled, load_profile, load_profiles, parse_profile, render_profile

GOOD = """
name = "云溪县教育局"
family = "trs"
start_urls = ["http://jyj.example.gov.cn/jydt/index.html"]
adcode = "411326"
[selectors]
body = "#zoom"
"""


def test_a_profile_survives_being_written_and_read():
    profile = parse_profile(GOOD, "x.toml")
    assert parse_profile(render_profile(profile), "y.toml") == profile
    assert profile.hosts == {"jyj.example.gov.cn"}
    assert not profile.local


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('family = "trs"', 'family = "wordstar"', "family"),
        ('adcode = "411326"', 'adcode = "4113"', "adcode"),
        ("http://jyj", "ftp://jyj", "start_urls"),
        ("http://jyj", "http://user:secret@jyj", "start_urls"),
        ('name = "云溪县教育局"', 'name = ""', "name"),
        ('body = "#zoom"', 'boddy = "#zoom"', "selectors.boddy"),
        ('["http://jyj.example.gov.cn/jydt/index.html"]', "[]", "start_urls"),
    ],
)
def test_wrong_fields_are_named(tmp_path, old, new, field):
    path = tmp_path / "yunxi.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=field) as caught:
        load_profile(path)
    assert str(path) in str(caught.value)


def test_no_toml(tmp_path):
    with pytest.raises(InputError, match="no TOML"):
        parse_profile("name = ", "x.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load_profile(tmp_path / "missing.toml")


def test_two_profiles_of_one_name(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.toml"):
        load_profiles(tmp_path)


def test_bundled_profiles_are_valid():
    assert all(profile.start_urls for profile in iter_bundled())
