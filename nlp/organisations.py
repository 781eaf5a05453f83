"""Organisations: schools, kindergartens, bureaus and colleges as an article names them.

For mentions with offsets, kept as written. A mention is a word that ends such names (小学, 教育局, 十六中) with the words
before it that belong to the name; where the name begins is read from parts of speech.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from nlp.normalisation import fold
from nlp.places import read_mentions
from nlp.record import Organisation, OrganisationKind
from nlp.segmentation import tag

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENDINGS: tuple[tuple[str, OrganisationKind], ...] = (
    (r"教育(?:和)?体育局|教育科技局|教育局|教体局|教科局|教科体局|教委|教育厅|教育部(?!门)", "bureau"),
    (r"(?:中心|实验|机关|附属)?幼儿园|中心园", "kindergarten"),
    (r"职业技术学院|职业学院|师范学院|学院(?!派)|大学(?!生|城|路|新生)", "college"),
    (
        r"(?:初级|高级|完全|实验|中心|九年一贯制)?(?:(?<!初)中学|(?<!中)小学|高中|学校)(?!生|校长|部|教育|教师|课|阶段|管理|布局|建设|数|毕业|升|组|段|化|学科|各)"
        r"|中心校|完小|教学点(?!的)|职教中心|职业中专|中专|进修学校|特教中心|教育集团(?!化)|"
        rf"第{_NUMERAL}(?:中学|小学|高中)|(?<=[\u4e00-\u9fff]){_NUMERAL}[中小高](?!时|组|队|朋|块|步|事|心|部|区|午|期|旬|间|考|学|专|等|级|层|楼)",
        "school",
    ),
)
_ENDING = re.compile("|".join(f"(?P<{kind}>{pattern})" for pattern, kind in _ENDINGS))
# Words of these parts of speech may stand inside a name; a verb, a particle, a pronoun ends it.
_INSIDE = frozenset("n ns nr nz nt m j b a x s t f nrt an eng l i vn g q ng nrfg".split())
# Words that stand before a name and do not belong to it, whatever their part of speech.
_BEFORE = frozenset(
    "全 各 该 本 我 每 在 到 由 与 和 及 从 向 对 为 被 的 了 是 等 某 这 那 此 其 所 个 名 多 让 给 全市 全县 全区 全省 各县 各校 各乡镇 "
    "今年 近年来 目前 日前 近日 昨日 今后 组织 指导 现场 记者 老师 教师 学生 校长 家长 新建 一所 两所 三所 母校 毕业 孩子 就读 考入 下午 上午 "
    "晚上 上 千名 百名 条件 入学".split()
)
# Adjectives and nouns that make a kind of school, not the name of one: 优质学校, 薄弱学校, 热点中学.
_GENERIC = frozenset(
    "城区 乡村 农村 薄弱 民办 公办 优质 优质均衡 均衡 重点 普通 寄宿制 小规模 结对 示范 示范性 义务教育 有关 相关 部分 附近 周边 同 附属 特色 热点 分流 国外 国内 "
    "清廉 平安 智慧 绿色 文明 试点 标准化 乡镇 市区 县城 城乡 布局 调整 助推 高等 师范 职业 中等职业 中职 区属 县直 市直 片区 园区 镇区 镇街 库区 "
    "旧 老 新 村级 乡级 镇级 个别 优秀 续建 排查 目标 综合 所在 局属 直属 联盟 成员 校外 家长 老年 夜 业余 党校 "
    "千 百 万 数 许多 多数 基层 先进 一般 贫困 山区 偏远 边远 集 中小 小 中 大 其他 所有 不同 全部 幼儿 九年 一贯制 九年一贯制 完全 普惠性".split()
)
# Of these, the ones that may end a real name are left out: 湖北科技学院附属学校, 某县特殊教育职业学校.
_KINDS = _GENERIC - frozenset("附属 示范 小 中 大 师范 职业 高等 中等职业 老年 党校 山区 平安 文明 均衡 智慧 绿色 幼儿 先进 百 千 万 许多".split())
_WORD = re.compile(r"[\u4e00-\u9fff·A-Za-z0-9]+")
_SEAT = frozenset("省市县区旗盟州")
_FUNCTION = frozenset(
    "的了着过在是有与和及或到从向对为被把将让给请去来进入出往赴至于以因由自据按经凭靠用当就才又也都只不没还再很更最并而但若如即使令叫受得地所"
    "我你他她它们这那哪其各每某该本此谁何两双几多少第初日月年时分点位名个只条件项次届场处家座间套台辆份批种类级岁元万亿百千"
    "称说讲问答教学看见听写读办建设办开关送收发放带领帮助访谈做动推抓促查改换选派聘任调考招录拟现已曾正等时今昨明前后期初末间内外中上下里"
)
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百千几数多]+余?多?[所个处家间座]|[所处家].*|\d+年|\d{4}年.*")
# A name is rarely longer than this before its ending: 新疆生产建设兵团第八师石河子…
MOST_LENGTH = 24
_WHOLE = ("实验", "第")
LEAST_BEFORE = {"学校": 2, "大学": 2, "学院": 2, "幼儿园": 1}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text with where they begin, and where names of divisions begin and end."""

    starts: list[int]
    words: list[str]
    parts: list[str]
    places: dict[int, int]


def find_organisations(text: str) -> list[Organisation]:
    """Return the organisations that a text names, left to right; offsets count code points of the text."""
    folded = fold(text)
    words = _read_words(folded)
    found: list[Organisation] = []
    for match in _ENDING.finditer(folded):
        start = _name_start(words, match.start())
        whole = match.group().startswith(_WHOLE)  # 实验中学 is a name with nothing before it
        if not whole and match.start() - start < LEAST_BEFORE.get(match.group(), 1):
            continue  # 随学校, 占学校: a verb before the common noun
        if not found or start >= found[-1].end:
            kind: OrganisationKind = match.lastgroup or "other"  # type: ignore[assignment]  # the groups are the kinds
            found.append(Organisation(text=text[start : match.end()], start=start, end=match.end(), kind=kind))
    return found


def _read_words(text: str) -> _Words:
    tagged = tag(text)
    starts = list(accumulate((len(word) for word, _ in tagged), initial=0))[:-1]
    places = {mention.start: mention.end for mention in read_mentions(text)}
    return _Words(starts, [word for word, _ in tagged], [part for _, part in tagged], places)


def _name_start(words: _Words, ending: int) -> int:
    """Walk left over the words of a name; return where it begins, or its ending where there is no name before it."""
    start, proper = ending, False
    last = bisect_left(words.starts, ending) - 1
    if last >= 0 and words.words[last][: ending - words.starts[last]] in _KINDS:
        return ending  # 薄弱学校, 城区学校: a kind of school, whoever stands before it
    for index in range(last, -1, -1):
        position = words.starts[index]
        word = words.words[index][: ending - position]
        if _COUNTED.fullmatch(word):
            return ending  # 五所小学, 三个教学点: counted, not named
        if ending - position > MOST_LENGTH or not _belongs(word, words.parts[index]):
            break
        start = position
        if word not in _GENERIC:
            proper = True
        if word in _SEAT or position in words.places:
            start = _with_parent(words, index)
            break
    return start if proper else ending


def _belongs(word: str, part: str) -> bool:
    if word in _BEFORE or not _WORD.fullmatch(word):
        return False
    # A village's name is often no word of the dictionary and comes in single characters of any part of speech.
    return part in _INSIDE or (len(word) == 1 and word not in _FUNCTION)


def _with_parent(words: _Words, index: int) -> int:
    """Return the start of a division's name, with its city's or province's before it: 新乡市红旗区…小学."""
    start = words.starts[index]
    for earlier in range(index - 1, max(-1, index - 4), -1):
        position = words.starts[earlier]
        if words.places.get(position) == start:
            return _with_parent(words, earlier)
    return start


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
