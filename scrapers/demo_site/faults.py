"""Faults on demand: a folder of the demonstration site where everything goes wrong that goes wrong on real sites.

Slow and broken answers, loops, walls and calendars without end. A crawl must report each and survive all.
"""

from __future__ import annotations

import gzip
import re
import time
from dataclasses import dataclass, field
from functools import cache

LIST = "/faults/index.html"
CALENDAR = "/faults/calendar/1.html"
_BOMB_MEGABYTES = 64
_ROWS = (
    ("/faults/slow.html", "很慢才回答的一页新闻报道"),
    ("/faults/500.html", "服务器内部出错的一页新闻"),
    ("/faults/cut.html", "压缩数据断在半路的一页新闻"),
    ("/faults/loop.html", "自己转向自己的一页新闻报道"),
    ("/faults/wall.html", "防火墙挡住的一页新闻报道"),
    ("/faults/cookie.html", "要先写入标记的一页新闻报道"),
    ("/faults/bomb.html", "压缩后很小展开很大的一页"),
    ("/faults/inside.html", "转向内网地址的一页新闻报道"),
    ("/faults/picture.html", "其实是一张图片的一页新闻"),
    ("/faults/empty.html", "什么内容也没有的一页新闻"),
    ("/faults/deep.html", "标签嵌套五万层的一页新闻报道"),
    ("/faults/good.html", "夹在中间完好的一页新闻报道"),
)
_GOOD = (
    "<html><head><meta charset=utf-8><title>夹在中间完好的一页新闻报道</title></head><body><h1>夹在中间完好的一页新闻报道</h1>"
    "<p>发布时间:2025-11-02</p><div>{}<p>这一页没有毛病。四周的页面都坏了\uff0c它仍应被完整地取回、解码、提取\uff0c一个字也不少。</p>{}</div></body></html>"
)


@dataclass(frozen=True)
class Answer:
    """A raw answer; ``cut`` closes the connection before the promised length."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def answer_fault(path: str, slow_seconds: float) -> Answer | None:
    """Give the faulty answer of a path, or None if the path is no fault."""
    if path == LIST:
        return Answer(body=_list(_ROWS))
    if match := re.fullmatch(r"/faults/calendar/(\d{1,9})\.html", path):
        return Answer(body=_calendar(int(match[1])))
    if path == "/faults/slow.html":
        time.sleep(slow_seconds)
    return _simple().get(path)


def _list(rows: tuple[tuple[str, str], ...], following: str = "") -> bytes:
    items = "".join(f'<li><a href="{path}">{title}</a><span>2025-11-02</span></li>' for path, title in rows)
    return f"<html><head><meta charset=utf-8></head><body><ul>{items}</ul>{following}</body></html>".encode()


def _calendar(number: int) -> bytes:
    rows = ((f"/faults/calendar/day{number}.html", f"第{number}天没有安排的日程页面"),)
    return _list(rows, f'<a href="{number + 1}.html">下一页</a>')


@cache
def _simple() -> dict[str, Answer]:
    gzipped = {"Content-Encoding": "gzip"}
    good = _GOOD.format("", "").encode()
    wall = "<html><head><title>安全验证</title></head><body>您的请求可能存在威胁\uff0c已被网站防火墙拦截。事件编号:0001</body></html>".encode()
    cookie = b"<html><body><script>document.cookie='k=1;path=/';location.reload();</script></body></html>"
    return {
        "/faults/good.html": Answer(body=good),
        "/faults/slow.html": Answer(body=good),
        "/faults/500.html": Answer(500, b"error"),
        "/faults/cut.html": Answer(body=gzip.compress(good * 20), headers=gzipped, cut=True),
        "/faults/loop.html": Answer(302, headers={"Location": "/faults/loop.html?again=1"}),
        "/faults/wall.html": Answer(412, wall),
        "/faults/cookie.html": Answer(200, cookie),
        "/faults/bomb.html": Answer(body=gzip.compress(b"0" * (_BOMB_MEGABYTES << 20)), headers=gzipped),
        "/faults/inside.html": Answer(302, headers={"Location": "http://10.0.0.1/secret.html"}),
        "/faults/picture.html": Answer(body=b"\x89PNG\r\n\x1a\n" + b"\x00" * 64),
        "/faults/empty.html": Answer(body=b""),
        "/faults/deep.html": Answer(body=_GOOD.format("<div>" * 50_000, "</div>" * 50_000).encode()),
    }
