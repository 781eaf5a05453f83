"""The page shredder: clean articles made into page dumps, damaged as real ones are, with the truth kept beside.

For measuring ``nlp.pages``. Seeded: the same articles and seed give the same page. The rates are those counted on three
real dumps of district papers (25 items, some 115 paragraphs): 18 paragraphs cut by a column and going on in the next
line, one going on elsewhere, 4 stopping because text was lost, 4 repeated wholly or in part, 2 displaced.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CleanArticle:
    """A clean article to make pages from."""

    title: str
    paragraphs: tuple[str, ...]
    kind: str = "news"
    education: bool = True


@dataclass
class GoldItem:
    """What a splitter should find of one article."""

    title: str | None
    paragraphs: list[str]
    kicker: str | None = None
    subtitle: str | None = None
    names: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    kind: str = "news"
    education: bool = True
    duplicates: list[str] = field(default_factory=list)


@dataclass
class ShreddedPage:
    """A damaged page, its truth, and whether its reading order was left alone."""

    text: str
    items: list[GoldItem]
    undamaged: bool = False


@dataclass(frozen=True)
class Rates:
    """How often each damage happens: per paragraph, ``apart`` per cut, the others per item."""

    cut: float = 0.25
    doubled: float = 0.035
    lost: float = 0.035
    apart: float = 0.06
    moved: float = 0.08
    caption: float = 0.12
    headline_lines: float = 0.3


CLEAN = Rates(0, 0, 0, 0, 0, 0.12, 0.3)

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文辉力志永健世广义兴良海山仁波宁贵福生"
    "龙元全国胜学祥才发武新利清飞彬富顺信子岩茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "令狐")
_MINORITY = ("阿依古丽·买买提", "巴特尔·苏和", "古丽娜·吐尔逊", "扎西·多吉")
_CAPTIONS = (
    "图为活动现场。",
    "学生在老师指导下操作。",
    "▲同学们在认真倾听讲解。",
    "图为教师与家长交流。",
    "孩子们展示自己的作品。",
    "比赛现场。",
    "图为检查组查看校园设施。",
    "学生有序排队领取用品。",
)
_ORGANISATION = re.compile(r"(?:小学|中学|学校|幼儿园|局|公司|支行|镇|乡|街道|[一二三四五六七八九十]中|学院|县|区|市)$")
_SENTENCE_MARKS = "。!?;,、:,;:!?”“‘’《》()()"


def shred(articles: Sequence[CleanArticle], seed: int, rates: Rates | None = None) -> ShreddedPage:
    """Make one page dump of several articles."""
    rates = rates or Rates()
    chance = random.Random(seed)
    layout = chance.choice(("blank", "blank", "line", "indent"))
    lines: list[str] = []
    items: list[GoldItem] = []
    style = chance.choice(("lead", "lead", "end", "line", "none"))
    for article in articles:
        item = GoldItem(article.title, list(article.paragraphs), kind=article.kind, education=article.education)
        lines.extend(_print_item(article, item, style, rates, chance))
        items.append(item)
    return ShreddedPage(_lay_out(lines, layout), items, rates == CLEAN)


def _print_item(article: CleanArticle, item: GoldItem, style: str, rates: Rates, chance: random.Random) -> list[str]:
    if article.kind == "advertisement":
        return [f"T{article.title}", *(f"P{paragraph}" for paragraph in article.paragraphs)]
    head = _headline(article, item, rates, chance)
    names = [] if style == "none" else [_name(chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    item.names = list(names)
    if style == "line" and names:
        head.append(
            "T"
            + chance.choice(("□", "●", "◎", ""))
            + f"记者 {names[0]}"
            + (f" 通讯员 {' '.join(names[1:])}" if names[1:] else "")
        )
    if (
        item.paragraphs
        and not item.paragraphs[0].startswith("本报讯")
        and style in ("lead", "end")
        and article.kind != "notice"
    ):
        item.paragraphs[0] = "本报讯 " + item.paragraphs[0]
    body = _damage(item, rates, chance)
    if style == "lead" and names:
        byline = f"(记者 {names[0]}{' 通讯员 ' + ' '.join(names[1:]) if names[1:] else ''})"
        start = next((place for place, line in enumerate(body) if line.startswith("P本报讯")), None)
        if start is not None:
            body[start] = body[start].replace("P本报讯 ", "P本报讯" + byline, 1)
        else:
            item.names = [name for name in item.names if name not in names]
    if style == "end" and names:
        byline = f"({' '.join(names)})" if chance.random() < 0.7 else f"({' '.join(names)} 文/图)"
        if chance.random() < 0.6 or not body[-1].endswith("。"):
            body.append("P" + byline)
        else:
            body[-1] += byline
    return head + body


def _headline(article: CleanArticle, item: GoldItem, rates: Rates, chance: random.Random) -> list[str]:
    title, dash, subtitle = article.title.partition(" ——")
    if dash:
        item.title, item.subtitle = title, "——" + subtitle
        return [f"T{title}", f"T——{subtitle}"]
    first, space, second = article.title.partition(" ")
    if not space or not second or chance.random() > rates.headline_lines or len(first) < 3:
        return [f"T{article.title}"]
    if _ORGANISATION.search(first):
        item.kicker, item.title = first, second
    return [f"T{first}", f"T{second}"]


def _damage(item: GoldItem, rates: Rates, chance: random.Random) -> list[str]:
    """The paragraphs of an item as printed lines, each marked P; the truth in the item follows what is lost."""
    order = list(range(len(item.paragraphs)))
    if len(order) > 3 and chance.random() < rates.moved:
        moved = order.pop(chance.randrange(1, len(order)))
        order.insert(chance.randrange(1, len(order) + 1), moved)
    printed: list[list[str]] = []
    apart: list[str] = []
    for place in order:
        paragraph = item.paragraphs[place]
        pieces = [paragraph]
        if len(paragraph) >= 60 and chance.random() < rates.lost:
            cut = _cut_place(paragraph, chance)
            item.paragraphs[place] = paragraph[:cut]
            pieces = [paragraph[:cut]]
        elif len(paragraph) >= 60 and chance.random() < rates.cut * 1.4:
            cut = _cut_place(paragraph, chance)
            pieces = [paragraph[:cut], paragraph[cut:]]
        if len(paragraph) >= 40 and chance.random() < rates.doubled:
            again = chance.choice((paragraph, pieces[0], pieces[-1]))
            if len(again) >= 16:
                item.duplicates.append(again)
                pieces = [*pieces, again] if chance.random() < 0.7 or len(pieces) > 1 else [again, *pieces]
        printed.append(pieces)
        if len(pieces) == 2 and len(order) > 2 and not item.duplicates and chance.random() < rates.apart:
            apart.append(pieces.pop())
    for piece in apart:
        printed.insert(chance.randrange(1, len(printed) + 1), [piece])
    lines = [piece for pieces in printed for piece in pieces]
    if chance.random() < rates.caption * 2 and len(lines) > 1:
        caption = chance.choice(_CAPTIONS)
        photographer = f"{_name(chance)} 摄" if chance.random() < 0.6 else ""
        item.captions.append(caption)
        if photographer:
            item.names.append(photographer.split(maxsplit=1)[0])
        if photographer or caption.startswith(("图为", "▲")):
            lines.insert(chance.randrange(1, len(lines)), f"{caption}{photographer}")
        else:
            lines.insert(chance.randrange(1, len(lines)), f"\n\n{caption}")
    return [f"P{line}" for line in lines]


def _cut_place(paragraph: str, chance: random.Random) -> int:
    place = chance.randrange(25, len(paragraph) - 12)
    while paragraph[place - 1] in _SENTENCE_MARKS and place < len(paragraph) - 8:
        place += 1
    return place


def _name(chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.03:
        return chance.choice(_MINORITY)
    surname = chance.choice(_COMPOUND) if roll < 0.06 else chance.choice(_SURNAMES)
    return surname + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))


def _lay_out(lines: Sequence[str], layout: str) -> str:
    if layout == "indent":
        return "\n".join(("　　" + line[1:]) if line[0] == "P" else line[1:] for line in lines) + "\n"
    separator = "\n\n" if layout == "blank" else "\n"
    return separator.join(line[1:] for line in lines) + "\n"
