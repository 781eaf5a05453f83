"""Examples of the OpenAPI document: what really comes back for inputs of our own; a test runs them.

Written as Python so that an example that no longer fits the models is an error of the tests, not a lie.
"""

from typing import Any

from fastapi.openapi.models import Example

TEXT = (
    "会昌县开展防溺水演练\n\n7月3日,会昌县教育局组织全县32所学校的640名教师开展防溺水应急演练。"
    "志愿者沿湘江设置警示牌120块,覆盖14个乡镇。"
)
_BODY = TEXT.split("\n\n")[1]


def _span(part: str) -> dict[str, int]:
    start = _BODY.index(part)
    return {"start": start, "end": start + len(part)}


FIGURE_EXAMPLE: dict[str, Any] = {
    "id": "f2",
    "text": "640名",
    **_span("640名"),
    "in_title": False,
    "value": 640,
    "unit": "人",
    "qualifier": "exact",
    "kind": "count",
    "concept": "教师",
    "predicate": "组织",
    "evidence": {"start": 0, "end": _BODY.index("。") + 1},
}
RECORD_EXAMPLE: dict[str, Any] = {
    "id": "5f0c2a7be1d94c36",
    "source": {"name": "会昌教育网", "url": "https://www.example.org/a/1.html"},
    "title": "会昌县开展防溺水演练",
    "paragraphs": [_BODY],
    "body": _BODY,
    "published": "2022-07-04",
    "place": {"adcode": "360733", "name": "会昌县", "city": "赣州市", "province": "江西省"},
    "education": True,
    "kind": "news",
    "topics": [
        {
            "code": "safety-drills",
            "name": "安全演练与安全教育",
            "score": 0.97,
            "evidence": [{"start": 0, "end": _BODY.index("。") + 1, "score": 0.95}],
        }
    ],
    "figures": [FIGURE_EXAMPLE],
    "model": {"name": "jiaowen-topics", "version": "1a2b3c4d-5e6f", "corpus_hash": "1a2b3c4d"},
}
RECORDS_EXAMPLE: dict[str, Any] = {"records": [RECORD_EXAMPLE]}
STORED_EXAMPLE: dict[str, Any] = {
    "items": [{"id": "5f0c2a7be1d94c36", "url": "/api/v1/articles/5f0c2a7be1d94c36", "status": "new", "version": 1}]
}
_PAGE = f"<title>演练</title><h1>会昌县开展防溺水演练</h1><p>{_BODY}</p>"
ANALYSE_EXAMPLES: dict[str, Example] = {
    "text": {"summary": "一篇消息", "value": {"text": TEXT}},
    "html": {"summary": "一个网页", "value": {"html": _PAGE}},
    "url": {"summary": "一个公开的网址", "value": {"url": "https://www.example.org/a/1.html"}},
}
STORE_EXAMPLES: dict[str, Example] = ANALYSE_EXAMPLES | {
    "record": {
        "summary": "一篇已提取的文章",
        "value": {"record": {"title": RECORD_EXAMPLE["title"], "paragraphs": [_BODY], "published": "2022-07-04"}},
    }
}


REVIEW_EXAMPLE: dict[str, Any] = {"topics": ["safety-drills"], "reviewer": "李老师", "note": "只有演练"}


def describe(description: str, examples: dict[str, Any], status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return the description of an answer with its examples, as a route's ``responses`` wants it."""
    named = {name: {"value": value} for name, value in examples.items()}
    return {status: {"description": description, "content": {"application/json": {"examples": named}}}}
