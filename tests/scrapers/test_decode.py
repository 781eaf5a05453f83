"""Decoding: every stress case keeps at least 0.98 of the text."""

import contextlib
import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import DecodeError, EmptyInputError
from scrapers.decode import decode

TEXT = (
    "<html><head>{}<title>云溪县教育局部署冬季校园安全工作</title></head><body>"
    "<p>云溪县教育局召开冬季校园安全工作会议,全县四十二所中小学校长参加。会议要求各校排查取暖、消防和食堂隐患,"
    "并组织师生开展一次疏散演练。</p><p>据介绍,今年以来全县已投入一百六十万元更换老旧线路,校舍安全等级全部达标。</p></body></html>"
)
TRADITIONAL = (
    "<html><head>{}<title>學校舉辦運動會</title></head><body><p>本校舉辦秋季運動會,全體師生參加。校長在開幕式上說,希望同學們"
    "鍛鍊身體,發揚體育精神,為學校爭取榮譽。比賽項目包括跑步、跳遠和球類,歷時三天,參賽學生超過六百人。</p></body></html>"
)
GB = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
UTF8 = '<meta charset="utf-8">'


def _share(found: str, wanted: str) -> float:
    kept = sum(1 for one, two in zip(found, wanted, strict=False) if one == two)
    return kept / len(wanted)


@pytest.mark.parametrize(
    ("meta", "encoding", "text", "used"),
    [
        (GB, "gbk", TEXT, "gb18030"),
        (GB, "utf-8", TEXT, "utf-8"),
        (UTF8, "gbk", TEXT, "gb18030"),
        (UTF8, "utf-8", TEXT, "utf-8"),
        ("", "gbk", TEXT, "gb18030"),
        ("", "utf-8", TEXT, "utf-8"),
        ("", "gb18030", TEXT.replace("云溪", "㑇镕"), "gb18030"),
        ('<meta charset="big5">', "big5", TRADITIONAL, "big5hkscs"),
        ("", "big5", TRADITIONAL, "big5hkscs"),
        (UTF8, "big5", TRADITIONAL, "big5hkscs"),
        ("", "utf-16", TEXT, "utf-16-le"),
        (UTF8, "utf-16-le", TEXT, "utf-16-le"),
        (UTF8, "utf-16-be", TEXT, "utf-16-be"),
        (GB, "utf-8-sig", TEXT, "utf-8"),
        ('<meta charset="iso-8859-1">', "gbk", TEXT, "gb18030"),
        ('<meta charset="nonsense-9">', "utf-8", TEXT, "utf-8"),
    ],
)
def test_declarations_are_believed_only_if_the_bytes_agree(meta, encoding, text, used):
    wanted = text.format(meta)
    found = decode(wanted.encode(encoding))
    assert found.text == wanted
    assert found.encoding == used


def test_header_is_a_declaration_too():
    page = TEXT.format("").encode("gbk")
    found = decode(page, {"content-type": "text/html; charset=GBK"})
    assert (found.encoding, found.method) == ("gb18030", "declared")


def test_wrong_header_is_overruled():
    assert decode(TEXT.format("").encode("gbk"), {"Content-Type": "text/html; charset=utf-8"}).encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\x00"])
def test_one_bad_byte_costs_one_character(encoding, bad):
    wanted = TEXT.format("")
    page = wanted.encode(encoding)
    place = page.index("取暖".encode(encoding))
    for shift in range(4):
        broken = page[: place + shift] + bad + page[place + shift + 1 :]
        found = decode(broken).text
        before, after = wanted.index("取暖"), len(wanted) - wanted.index("消防")
        assert found.startswith(wanted[: before - 1])
        assert found.endswith(wanted[-after + 2 :])
        assert abs(len(found) - len(wanted)) <= 1


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_scattered_bad_bytes_keep_the_rest(encoding):
    wanted = (TRADITIONAL if encoding == "big5" else TEXT).format("") * 5
    page = bytearray(wanted.encode(encoding))
    chooser = random.Random(3)
    for _ in range(5):
        page[chooser.randrange(200, len(page))] = 0xFF
    found = decode(bytes(page)).text
    kept = sum(1 for sentence in wanted.split(",") if sentence in found)
    assert kept >= len(wanted.split(",")) - 5


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_cut_download_loses_the_torn_character_only(encoding):
    wanted = TEXT.format("")
    page = wanted.encode(encoding)
    for cut in range(1, 6):
        found = decode(page[: len(page) - 40 - cut]).text
        assert wanted.startswith(found)
        assert "\ufffd" not in found


@pytest.mark.parametrize(
    "page",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"PK\x03\x04" + bytes(50),
        gzip.compress(b"<p>text</p>" * 50),
        bytes(random.Random(1).randbytes(5000)),
        b"\x7fELF" + bytes(range(256)),
    ],
)
def test_binary_files_are_refused_with_what_they_are(page):
    with pytest.raises(DecodeError, match="the input is"):
        decode(page)


@pytest.mark.parametrize("page", [b"", b"  \r\n\t", b"\x00\x00"])
def test_empty_pages_are_refused(page):
    with pytest.raises(EmptyInputError):
        decode(page)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error_of_ours(page):
    with contextlib.suppress(DecodeError, EmptyInputError):
        assert isinstance(decode(page).text, str)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=200))
def test_utf8_text_survives(text):
    assert decode(f"<p>{text}</p>".encode()).text == f"<p>{text}</p>"
