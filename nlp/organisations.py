"""Organisations: schools, kindergartens, bureaus and colleges as an article names them.

For mentions with offsets, kept as written. A mention is a word that ends such names (小学, 教育局, 十六中) with the words
before it that belong to the name; where the name begins is read from parts of speech.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.normalisation import fold
from nlp.places import iter_mentions
from nlp.record import Organisation, OrganisationKind
from nlp.segmentation import tag

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENDINGS: tuple[tuple[str, OrganisationKind], ...] = (
    (r"教育(?:和)?体育局|教育科技局|教育局|教体局|教科局|教科体局|教委|教育厅|教育部", "bureau"),
    (r"(?:中心|实验|机关|附属)?幼儿园|中心园", "kindergarten"),
    (r"职业技术学院|职业学院|师范学院|学院(?!派)|大学(?!生|城|路|新生)", "college"),
    (
        r"(?:初级|高级|完全|实验|中心|九年一贯制)?(?:中学|小学|高中|学校)(?!生|校长|部|教育|教师|课|阶段|管理|布局|建设|数|毕业|升|组|段|化|学科|各)"
        r"|中心校|完小|教学点(?!的)|职教中心|职业中专|中专|进修学校|特教中心|教育集团(?!化)|"
        rf"第{_NUMERAL}(?:中学|小学|高中)|(?<=[\u4e00-\u9fff]){_NUMERAL}[中小高](?![\u4e00-\u9fff]?[心学等级])",
        "school",
    ),
)
_ENDING = re.compile("|".join(f"(?P<{kind}>{pattern})" for pattern, kind in _ENDINGS))
# Words of these parts of speech may stand inside a name.
_INSIDE = ("n", "ns", "nr", "nz", "nt", "m", "j", "b", "a", "x", "s", "t", "f", "nrt", "an", "eng", "l", "i", "vn", "g", "q", "ng")
_STOP_WORDS = frozenset(
    "全 各 该 本 我 每 在 到 由 与 和 及 从 向 对 为 被 的 了 是 等 某 这 那 此 其 两 所 个 名 多 让 给 全市 全县 全区 各县 各校 各乡镇 各 城区 乡村 农村 薄弱 民办 公办 "
    "优质 重点 普通 寄宿制 小规模 结对 示范 结对学校 义务教育 有关 相关 部分 附近 周边 同 今年 近年来 目前 日前 近日 昨日 组织 开展 走进 来到 参加 记者 老师 教师 学生 校长 家长 新建 一所 两所 三所".split()
)
# Before the ending there must be something of a name; so many characters at most.
MOST_LENGTH = 24


def find_organisations(text: str) -> list[Organisation]:
    """Return the organisations that a text names, left to right; offsets count code points of the text."""
    folded = fold(text)
    words = _offsets(folded)
    found: list[Organisation] = []
    places = {mention.start for mention in iter_mentions(folded)}
    for match in _ENDING.finditer(folded):
        start = _name_start(folded, words, match.start(), places)
        if found and start < found[-1].end:
            start = found[-1].end if match.start() > found[-1].end else -1
        if 0 <= start < match.start():
            kind: OrganisationKind = match.lastgroup or "other"  # type: ignore[assignment]  # the group names are the kinds
            found.append(Organisation(text=text[start : match.end()], start=start, end=match.end(), kind=kind))
    return found


def _offsets(text: str) -> list[tuple[int, str, str]]:
    words, position = [], 0
    for word, part in tag(text):
        words.append((position, word, part))
        position += len(word)
    return words


def _name_start(text: str, words: list[tuple[int, str, str]], ending: int, places: set[int]) -> int:
    """Walk left from an ending over the words of the name; return where it begins, the ending itself if there is none."""
    start = ending
    for position, word, part in reversed(_before(words, ending)):
        if ending - position > MOST_LENGTH or word in _STOP_WORDS or not part.startswith(_INSIDE):
            break
        if not re.fullmatch(r"[\u4e00-\u9fff·A-Za-z0-9]+", word):
            break
        start = position
        if position in places and start not in (ending,):
            start = _before_place(text, words, position, places)
            break
    return start


def _before_place(text: str, words: list[tuple[int, str, str]], position: int, places: set[int]) -> int:
    """A district's name may have its city's before it: 新乡市红旗区…小学."""
    earlier = [start for start in places if start < position and position - start <= 6]
    return max(earlier, default=position) if earlier and text[max(earlier) : position].endswith(("市", "省", "州")) else position


def _before(words: list[tuple[int, str, str]], ending: int) -> list[tuple[int, str, str]]:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle][0] < ending:
            low = middle + 1
        else:
            high = middle
    nearest = words[max(0, low - 12) : low]
    return [(position, word[: ending - position], part) for position, word, part in nearest]


def iter_kinds() -> Iterator[OrganisationKind]:
    """Yield the kinds that a mention can have."""
    yield from (kind for _, kind in _ENDINGS)


class OrganisationsComponent:
    """Sets ``doc._.organisations`` and ``doc.spans["organisations"]``."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> "OrganisationsComponent":  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of a doc."""
        doc._.organisations = find_organisations(doc.text)
        spans = [doc.char_span(one.start, one.end, label=one.kind, alignment_mode="expand") for one in doc._.organisations]
        doc.spans["organisations"] = [span for span in spans if span is not None]
        return doc


if not Doc.has_extension("organisations"):
    Doc.set_extension("organisations", default=[])

Language.factory("jiaowen_organisations", assigns=["doc._.organisations", "doc.spans"], func=OrganisationsComponent.build)
