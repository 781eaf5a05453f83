"""Places: the district that an article is about, by GB/T 2260.

For one answer per article, or none: a name that several counties share is resolved by the city or province that the
article, its page or its source names, and left open where they do not say. Not for addresses below the county.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from nlp.divisions import Division, city_of, load_divisions, load_names, province_of
from nlp.normalisation import fold
from nlp.record import Place
from nlp.segmentation import segment, tag

# County names that are ordinary words: they count only right after their city's name.
_ORDINARY = frozenset({"城区", "郊区", "矿区", "东区", "西区", "新城区", "老城区", "新县", "古县", "城中区", "城东区", "城西区", "城北区", "市中区"})
# Short names that are ordinary words, and cities of them; only their full names count.
_ORDINARY_SHORT = frozenset(
    "和平 新华 解放 建设 长安 文明 白银 大同 东方 中山 黄山 南海 平安 光明 新城 老城 东西 友谊 团结 高级 安全 开发 中心 城关 桥东 桥西 路南 路北 河东 河西 "
    "江南 江北 海港 矿区 站前 振兴 兴安 向阳 前进 东风 红旗 富强 新青 青山 西湖 东湖 南湖 龙湖 鼓楼 市中 中原 管城 双桥 南山 宝山 永定 凤凰 山海关 新区 高新 大兴 "
    "通道 三江 安全 民主 中方 古城 南县 高唐 临时 石景 三元 永安 文化 科学 长寿 南部 中江 江口 海南 吉安 平凡 东明 安定 永康 明光 昌盛 兴隆 大方 普定 资源 "
    "新和 文成 成武 互助 共和 同心 泰和 永和 中和 和顺 平和 太和 宁静 平顺 大化 开化 宣化 从化 奉化 通化 公安 都安 保安 民乐 永乐 长乐 同仁 乐业 安康 永寿 "
    "武功 平原 太平 新建 龙门 路桥 温泉 天山 西城 东城 新河 天桥 西山 牡丹 滨海 东坡 河口 商城 江山 白云 大城 城西 城东 上街 木兰 卧龙 方正 弥勒 博爱 元宝 宝塔 钟楼 "
    "七星 盘龙 钟山 灵山 惠民 安达 无极 阳明 榆树 金沙 白沙 祥云 龙潭 玉泉 连城 大通 大关 新星 横山 安国 庆安 龙凤 白玉 白杨 太湖 东海 高明 山城 大英 大田 惠农 裕民 "
    "民丰 富平 康乐 威信 兴国 建华 金山 大安 卫东 海林 嘉禾 新田 双峰 田东 黄龙 石林 石龙 南关 南城 上城 东山 天河 沙河 泰山 恒山 衡山 金牛 红塔 白水 万全 文安 安仁 "
    "安福 万安 永福 沿河 巴山 中阳 北湖 江海 双湖 江城 龙山 松山 凤山 花山 九龙 青龙 龙亭 龙泉 龙城 湖滨 君山 三河 富民 东安 平安 大祥 吉隆".split()
)
# What may follow a short name so that it means the place's own institution: 咸安教育, 新乡一中, 鹤山区以外的“鹤山教体局”.
_INSTITUTION = re.compile(
    r"(?:教育|教体|教科|教委|[一二三四五六七八九十]{1,3}(?:中|小|高)|第[一二三四五六七八九十]{1,3}|实验|中学|小学|高中|中专|职高|职教|幼儿园|特校|特殊教育|"
    r"外国语|讯|日报|晚报|融媒|公安|消防|团[县区市]委|中考|城区|全[县区市])"
)
# After a place name these make it the name of a college or a company, which tells nothing of the article's district.
_VILLAGE = re.compile(r"[镇乡村山河路街店桥庄湾沟港岛湖江台腔菜话人语派]|大道|社区|小区|分行|支行|农商|银行")
_FOREIGN = re.compile(r"(?:.{0,6}(?:大学|学院|银行|师范|集团|有限公司)|[省市]?教育(?:厅|部))")
# 市教育局, 我市, 市十六中: the city is the page's.
_OWN_CITY = re.compile(r"我市|全市|本市|(?<![\u4e00-\u9fff])市(?:教育局|教体局|教育体育局|直|属|第?[一二三四五六七八九十]|实验|育才|外国语|特殊教育|区)")
_OWN_COUNTY = re.compile(r"[我全本][县区旗]|(?<![\u4e00-\u9fff])[县区](?:教育局|教体局|教育体育局|委、|直|第?[一二三四五六七八九十]|实验)")

_QUOTES = frozenset("《“‘「『")
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 6.0, 3.0, 1.0
LEAD_LENGTH = 120
# A county must outweigh the next one by this much to be the article's own, else the two share their city or nothing.
MARGIN = 1.5
# A city's own mentions may outweigh a county's by this much before the article counts as the city's.
CITY_MARGIN = 2.0
# A short name without 县 or 市 counts this much: it may be a brand, a person or another word.
SHORT_SHARE = 0.5
# Mentions past this many add nothing: a long report names its neighbours often.
MOST_MENTIONS = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a division in a text: half-open offsets, the divisions it may mean.

    ``full``: the full name stands there, or the short one with an institution after it (会昌教育, 新乡一中).
    """

    start: int
    end: int
    divisions: tuple[Division, ...]
    full: bool


def find_place(text: str, title: str | None = None, context: str = "") -> Place | None:
    """Return the district that an article is about, its city or province where no district is, or null.

    Args:
        text: the body.
        title: the headline, which counts most.
        context: the page's other items or the source's name; it resolves names, and gives the city of 市教育局.
    """
    folded, head, around = fold(text), fold(title or ""), fold(context)
    mentions = [(TITLE_WEIGHT, mention) for mention in read_mentions(head)]
    mentions += [(_weight(mention.start), mention) for mention in read_mentions(folded)]
    nearby = list(read_mentions(around)) if around else []
    scores = _score(mentions, _known_parents([mention for _, mention in mentions]), _known_parents(nearby))
    decided = _decide(scores)
    if decided is not None and not decided.adcode.endswith("0000"):
        return decided
    # 省教育厅公布… 市四十二中学子获奖: the province is named, the city is the page's.
    by_page = _decide_by_page(f"{head}\n{folded}", nearby)
    return by_page if by_page and (decided is None or by_page.adcode[:2] == decided.adcode[:2]) else decided


def iter_mentions(text: str) -> Iterator[Mention]:
    """Yield the names of divisions in a folded text, left to right, the longest at each place."""
    index, starts = _index(), _word_starts(text)
    position, length = 0, len(text)
    while position < length - 1:
        for name, divisions, full in index.get(text[position : position + 2], ()):
            if not text.startswith(name, position) or not (full or position in starts):
                continue
            if _stands(text, position, position + len(name), divisions, full):
                sure = full or _INSTITUTION.match(text, position + len(name)) is not None
                yield Mention(position, position + len(name), divisions, sure)
                position += len(name) - 1
                break
        position += 1


@lru_cache(maxsize=4)
def read_mentions(text: str) -> tuple[Mention, ...]:
    """Return the mentions of a folded text, read once for all who ask: a body's components, and every item of one page."""
    return tuple(iter_mentions(text))


def build_place(division: Division) -> Place:
    """Return a division as the record holds it."""
    city = city_of(division)
    province = province_of(division)
    in_municipality = province.name in ("北京市", "天津市", "上海市", "重庆市") and division.level == 3
    city_name = city.name if city else (province.name if in_municipality else None)
    return Place(adcode=division.adcode, name=division.name, city=city_name, province=province.name)


def _word_starts(text: str) -> frozenset[int]:
    return frozenset(accumulate((len(word) for word in segment(text)), initial=0))


def _weight(start: int) -> float:
    return LEAD_WEIGHT if start < LEAD_LENGTH else BODY_WEIGHT


def _stands(text: str, start: int, end: int, divisions: tuple[Division, ...], full: bool) -> bool:
    if _FOREIGN.match(text, end):
        return False
    if not full:
        return text[start - 1 : start] not in _QUOTES and not _VILLAGE.match(text, end) and (len(divisions) == 1 or bool(_INSTITUTION.match(text, end)))
    name = text[start:end]
    if name in _ORDINARY:
        return any(_follows_parent(text, start, division) for division in divisions)
    return not (name[-1] in "县区市" and text[end : end + 1] in ("域", "块") and divisions[0].level == 3 and len(name) == 2)


def _follows_parent(text: str, start: int, division: Division) -> bool:
    parent = city_of(division) or province_of(division)
    return text.endswith((parent.name, parent.short), max(0, start - 12), start)


def _score(
    mentions: list[tuple[float, Mention]], own: frozenset[str], nearby: frozenset[str]
) -> dict[Division, float]:
    scores: dict[Division, float] = defaultdict(float)
    counts: dict[Division, int] = defaultdict(int)
    for order, (weight, mention) in enumerate(mentions):
        division = _resolve(mention, own, nearby)
        if division is None or _is_prefix(mention, mentions, order):
            continue
        counts[division] += 1
        if counts[division] <= MOST_MENTIONS:
            # A short name in the lead is no surer than one further down: 《一罐龙井》 is a film.
            scores[division] += weight if mention.full else SHORT_SHARE * (weight if weight == TITLE_WEIGHT else BODY_WEIGHT)
    return dict(scores)


def _is_prefix(mention: Mention, mentions: list[tuple[float, Mention]], order: int) -> bool:
    """Whether the mention only introduces the next, as 新乡市 does in 新乡市红旗区."""
    if order + 1 >= len(mentions):
        return False
    following = mentions[order + 1][1]
    return 0 <= following.start - mention.end <= 1 and following.divisions[0].level > mention.divisions[0].level


def _resolve(mention: Mention, own: frozenset[str], nearby: frozenset[str]) -> Division | None:
    """Return the one division that a name can mean here; none where several could."""
    living = [one for one in mention.divisions if one.last_year is None] or list(mention.divisions)
    if len(living) == 1:
        return living[0]
    for parents in (own, nearby):
        for digits in (4, 2):
            fitting = [one for one in living if one.adcode[:digits] in parents]
            if len(fitting) == 1:
                return fitting[0]
    return None


def _known_parents(mentions: list[Mention]) -> frozenset[str]:
    """Return the code prefixes (two digits a province, four a city) that the unambiguous mentions name."""
    prefixes = set()
    for mention in mentions:
        if len(mention.divisions) == 1:
            code = mention.divisions[0].adcode
            prefixes |= {code[:2]} if mention.divisions[0].level == 1 else {code[:2], code[:4]}
    return frozenset(prefixes)


def _decide(scores: dict[Division, float]) -> Place | None:
    if not scores:
        return None
    counties = [one for one in _ranked(scores, 3) if scores[one] >= BODY_WEIGHT]
    cities = _ranked(scores, 2)
    if counties and (not cities or scores[counties[0]] * CITY_MARGIN >= scores[cities[0]]):
        best = counties[0]
        if len(counties) == 1 or scores[best] >= MARGIN * scores[counties[1]]:
            return build_place(best)
        return _shared_city(counties, scores)
    if cities:
        clear = len(cities) == 1 or scores[cities[0]] >= MARGIN * scores[cities[1]]
        return build_place(cities[0]) if clear else None
    # 广东打工, 安徽游客: a province's short name alone tells where somebody went, not where the article plays.
    provinces = [one for one in _ranked(scores, 1) if scores[one] >= BODY_WEIGHT]
    return build_place(provinces[0]) if len(provinces) == 1 else None


def _ranked(scores: dict[Division, float], level: int) -> list[Division]:
    return sorted((one for one in scores if one.level == level), key=lambda one: (-scores[one], one.adcode))


def _shared_city(counties: list[Division], scores: dict[Division, float]) -> Place | None:
    rivals = [one for one in counties if scores[one] * MARGIN > scores[counties[0]]]
    cities = {city_of(one) or province_of(one) for one in rivals}
    return build_place(cities.pop()) if len(cities) == 1 else None


def _decide_by_page(text: str, nearby: list[Mention]) -> Place | None:
    """Return the page's city or county for an item that says only 市教育局 or 我县; none where the page names several."""
    level = 3 if _OWN_COUNTY.search(text) else 2 if _OWN_CITY.search(text) else 0
    scores = _score([(BODY_WEIGHT, mention) for mention in nearby], _known_parents(nearby), frozenset()) if level else {}
    totals: dict[Division, float] = defaultdict(float)
    for division, score in scores.items():
        above = division if level == 3 else city_of(division)
        if above is not None and above.level == level:
            totals[above] += score
    ranked = _ranked(dict(totals), level) if level else []
    if not ranked or (len(ranked) > 1 and totals[ranked[0]] < 2 * totals[ranked[1]]):
        return None
    return build_place(ranked[0])


@cache
def _index() -> dict[str, list[tuple[str, tuple[Division, ...], bool]]]:
    """Return the names by their first two characters, longest first."""
    names: dict[str, tuple[tuple[Division, ...], bool]] = {}
    short: dict[str, list[Division]] = defaultdict(list)
    for division in load_divisions().values():
        if division.last_year is None and division.short != division.name and _is_place_word(division.short):
            short[division.short].append(division)
    for name, divisions in short.items():
        divisions.sort(key=lambda one: (one.level, one.adcode))
        cities = [one for one in divisions if one.level < 3]
        names[name] = (tuple(cities or divisions), False)
    for name, divisions in load_names().items():
        names[name] = (tuple(divisions), True)
    for division in load_divisions().values():
        for alias in _aliases(division):
            names.setdefault(alias, ((division,), True))
    index: dict[str, list[tuple[str, tuple[Division, ...], bool]]] = defaultdict(list)
    for name in sorted(names, key=lambda one: (-len(one), one)):
        index[name[:2]].append((name, *names[name]))
    return dict(index)


def _aliases(division: Division) -> list[str]:
    """Return the usual names of an autonomous division: 澜沧县 and 澜沧自治县 for 澜沧拉祜族自治县."""
    for kind in ("自治县", "自治旗", "自治州"):
        if division.name.endswith(kind) and division.short != division.name:
            return [division.short + kind, division.short + kind[-1]]
    return []


def _is_place_word(word: str) -> bool:
    """Whether the segmenter's dictionary knows a short name as a place and nothing else of ours knows it as a word."""
    return word not in _ORDINARY_SHORT and tag(word) in ([(word, "ns")], [(word, "nz")], [(word, "nr")], [(word, "x")])


class PlacesComponent:
    """Sets ``doc._.place`` and ``doc.spans["places"]``; reads ``doc._.title`` and ``doc._.context``."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> "PlacesComponent":  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of a doc."""
        mentions = read_mentions(fold(doc.text))
        spans = [doc.char_span(one.start, one.end, label="place", alignment_mode="expand") for one in mentions]
        doc.spans["places"] = [span for span in spans if span is not None]
        doc._.place = find_place(doc.text, doc._.title, doc._.context or "")
        return doc


for _name in ("title", "context", "place"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

Language.factory("jiaowen_places", assigns=["doc._.place", "doc.spans"], func=PlacesComponent.build)
