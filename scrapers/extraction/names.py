"""Bylines: which names a page prints for its article, each with the role as printed.

Abstains rather than invents: a name must follow a role or a field label and look like a Chinese person's name.
Not for organisations as authors, and not for the bylines inside the text: those are nlp.bylines' business.
"""

from __future__ import annotations

import re

from nlp.names import is_doubtful_name, is_name
from nlp.record import Byline

# A role of a reporter may stand right before the name; the others are verbs as well and need a separator.
_LONG_ROLES = re.compile(
    r"(?P<role>(?:(?:全媒体|融媒体|融媒|首席|特约|见习|实习|特派|本报|本网|本台|本刊|新闻|驻.{1,4})?(?:记者|通讯员|报道员|评论员)|实习生)[\s:/|丨]{0,4}"
    r"|(?P<verb>责任编辑|执行编辑|值班编辑|责编|编辑|校对|审核|初审|复审|终审|撰稿|撰文|供稿|作者|供图|摄影报道|摄影|图文|图/文|文/图|文图|文/摄|编审|监制|美编|审校|采写|采编|主编|签发"
    r"|[一二三]审|文|图)(?:人|者|员)?\s?[:/丨|\s][\s:/|丨]{0,3})"
)
_SPLIT = re.compile(r"[\s、,,;;/|和及&·.]+")
_ORGANISATION = re.compile(r"(?:局|办|部|处|科|室|校|学|院|园|站|网|报|社|台|委|会|厅|中心|公司|集团|组|队|媒体|政府|平台|日报|镇|乡|县|市|区|省)$")
# What follows a name without a space where a page strings its fields together.
_LABEL = re.compile(r"浏览|点击|阅读|来源|发布|更新|时间|日期|字体|字号|打印|人气|访问|分享|\d|[【\[|>()]")


def looks_like_name(text: str) -> bool:
    """Whether a string behind a role or a label can be a person's name."""
    return (is_name(text) or is_doubtful_name(text)) and not _ORGANISATION.search(text)


def parse_names(text: str, role: str | None) -> list[Byline]:
    """Read a field that holds names and nothing else; any other word in it ends the reading."""
    names: list[Byline] = []
    parts = _join_spaced([part for part in _SPLIT.split(text.strip(" ()[]【】:。")) if part])
    for part in parts:
        if not looks_like_name(part):
            break
        names.append(Byline(name=part, role=role))
    return names


def _join_spaced(parts: list[str]) -> list[str]:
    """Two-character names are printed spaced out (王 芳): single characters belong together."""
    joined: list[str] = []
    for part in parts:
        if len(part) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def find_bylines(line: str) -> list[Byline]:
    """Read the roles and names of a line such as 记者 王芳 通讯员 李明 or 责任编辑:赵敏."""
    found = list(_LONG_ROLES.finditer(line[:300]))
    bylines: list[Byline] = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line)
        field = line[match.end() : min(end, match.end() + 60)]
        role = match["verb"] or match["role"].strip(" :/|丨")
        bylines += parse_names(_LABEL.split(field, maxsplit=1)[0], role)
    return _unique(bylines)


def _unique(bylines: list[Byline]) -> list[Byline]:
    return list({(byline.name, byline.role): byline for byline in bylines}.values())


def is_byline(line: str) -> bool:
    """Whether a paragraph consists of roles and names only, so that it is no part of the text."""
    if len(line) > 80 or not find_bylines(line):
        return False
    rest = _LONG_ROLES.sub(" ", line)
    words = _join_spaced([part for part in _SPLIT.split(re.sub(r"[()()【】\[\]●□■◆◎○★::丨]", " ", rest)) if part])
    return all(looks_like_name(word) or (_ORGANISATION.search(word) and len(word) <= 14) for word in words)
