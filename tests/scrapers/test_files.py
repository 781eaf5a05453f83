"""Files of every kind, and the ways they are broken: each error names its file and the others go on."""

import email.message
import gzip
import json
from pathlib import Path

import docx
import pytest

from nlp.errors import DecodeError, EmptyInputError, InputError
from scrapers.files import read_files

SAMPLES = Path(__file__).parents[2] / "samples"
PAGE = (
    "<html><head><title>云溪县新建三所幼儿园</title></head><body><h1>云溪县新建三所幼儿园</h1>"
    "<p>云溪县今年新建三所公办幼儿园,增加学位七百二十个,九月全部开园。</p></body></html>"
)


def _single(path):
    results = list(read_files([path]))
    assert len(results) == 1
    return results[0]


def test_text_keeps_its_lines(tmp_path):
    (tmp_path / "一版.txt").write_bytes("标题\r\n第一段。\r\n".encode("gbk"))
    result = _single(tmp_path / "一版.txt")
    assert (result.text, result.articles, result.error) == ("标题\n第一段。\n", [], None)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_html(tmp_path, encoding):
    path = tmp_path / "a.HTM"
    path.write_bytes(PAGE.encode(encoding))
    article = _single(path).articles[0]
    assert article.title == "云溪县新建三所幼儿园"
    assert article.source.path == str(path)


def test_mhtml(tmp_path):
    message = email.message.EmailMessage()
    message["Snapshot-Content-Location"] = "http://a.cn/202305/t20230506_1.html"
    message.set_content("text")
    message.add_alternative(PAGE, subtype="html")
    path = tmp_path / "a.mhtml"
    path.write_bytes(message.as_bytes())
    article = _single(path).articles[0]
    assert (article.title, article.published) == ("云溪县新建三所幼儿园", "2023-05-06")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_warc_gives_one_result_a_page(tmp_path, name):
    kinds = enumerate(("text/html", "image/png", "text/html; charset=utf-8"))
    records = [_warc_record(f"http://a.cn/{number}", kind, PAGE.encode()) for number, kind in kinds]
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    results = list(read_files([tmp_path / name]))
    assert [result.articles[0].source.url for result in results] == ["http://a.cn/0", "http://a.cn/2"]


def _warc_record(url, kind, body):
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-06T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def test_damaged_warc_is_an_error_result(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"no archive at all")
    assert str(tmp_path / "a.warc") in str(_single(tmp_path / "a.warc").error)


def test_docx_keeps_the_order_of_paragraphs_and_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("工作总结")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "学生", "1012人"
    document.add_paragraph("今后打算。")
    document.save(str(tmp_path / "a.docx"))
    assert _single(tmp_path / "a.docx").text == "工作总结\n学生 1012人\n今后打算。"


def test_pdf_columns_are_read_one_after_the_other(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf([(40, 700, "alpha one"), (40, 680, "alpha two"), (320, 700, "beta one"), (320, 680, "beta two")]))
    assert _single(path).text == "alpha one alpha two\nbeta one beta two"


def _pdf(words):
    """A page of one font with words at places, by hand: there is no PDF writer among our libraries."""
    text = "".join(f"BT /F 12 Tf {x} {y} Td ({word}) Tj ET\n" for x, y, word in words).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def test_jsonl_gives_one_result_a_line_and_goes_on_after_bad_ones(tmp_path):
    lines = [
        json.dumps({"title": "一", "text": "第一段。\n第二段。", "published": "2023年5月6日"}),
        "{broken",
        json.dumps([1]),
        json.dumps({"title": "没有正文"}),
        json.dumps({"title": "记录", "paragraphs": ["甲。"], "headings": "x"}),
        json.dumps({"title": "记录", "paragraphs": ["甲。", "乙。"], "kind": "notice", "unknown": 1}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    results = list(read_files([path]))
    assert [result.error is None for result in results] == [True, False, False, False, False, True]
    assert results[0].articles[0].paragraphs == ["第一段。", "第二段。"]
    assert results[0].articles[0].published == "2023-05-06"
    assert results[5].articles[0].body == "甲。\n乙。"
    assert f"{path}, line 2" in str(results[1].error)
    assert "headings" in str(results[4].error)


def test_csv_reads_chinese_column_names(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("标题,正文,日期\n喜报,我校获奖。,2023-05-06\n空的,,\n".encode("utf-8-sig"))
    good, bad = read_files([path])
    assert (good.articles[0].title, good.articles[0].published) == ("喜报", "2023-05-06")
    assert isinstance(bad.error, EmptyInputError)


def test_csv_without_a_text_column(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "no column of text" in str(_single(tmp_path / "a.csv").error)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("空.txt", b"", EmptyInputError),
        ("空.jsonl", b"", EmptyInputError),
        ("二进制.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), DecodeError),
        ("其实是图.html", b"\xff\xd8\xff\xe0" + bytes(99), DecodeError),
        ("坏.docx", b"no archive", InputError),
        ("坏.pdf", b"%PDF-1.4 and nothing", InputError),
        ("坏.mhtml", b"hello", InputError),
        ("表.xlsx", b"PK", InputError),
    ],
)
def test_unusable_files_are_named(tmp_path, name, content, error):
    path = tmp_path / name
    path.write_bytes(content)
    result = _single(path)
    assert isinstance(result.error, error)
    assert str(path) in str(result.error)


def test_missing_path_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_text("有字。", encoding="utf-8")
    missing, good = read_files([tmp_path / "没有.txt", tmp_path / "a.txt"])
    assert "there is no such file" in str(missing.error)
    assert good.text == "有字。"


def test_folders_are_walked_in_order_and_pass_over_what_is_not_ours(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "c.png", "d/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("有字。", encoding="utf-8")
    names = [Path(result.path).relative_to(tmp_path).as_posix() for result in read_files([tmp_path])]
    assert names == ["a.txt", "b.txt", "d/e.txt"]


def test_folder_with_nothing_in_it_is_an_error(tmp_path):
    assert str(tmp_path) in str(_single(tmp_path).error)


def test_samples_can_all_be_read():
    results = list(read_files([SAMPLES]))
    assert [result.path for result in results if result.error] == []
    assert len(results) >= 8
