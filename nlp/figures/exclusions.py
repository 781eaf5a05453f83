"""Exclusions: what looks like a figure and is none, each with its reason.

After the section "Not figures" of the figure guideline: dates, names, slogans, codes, headings, labels, idioms. Every
function answers with a reason or None. Not for how a figure is read (``candidates``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from nlp.figures.atoms import Atom
from nlp.figures.units import Unit, match_unit

# Names and set phrases that hold a numeral; the numeral's own place decides, so that 三项制度 in 十三项制度 is not met.
_LEXICON: dict[str, str] = {
    "name": (
        "一带一路 一国两制 两会 两学一做 三会一课 三严三实 三农 三全育人 三支一扶 三下乡 三通两平台 双一流 四有 四风 四史 四个意识 "
        "四个自信 四个全面 两个维护 两个确立 两个一百年 四好 四书五经 五四 五一 五育 五星 五好 五位一体 五项管理 六一 六保 六稳 七一 "
        "八一 八项规定 十一黄金周 十一假期 双十一 三八 九年义务教育 九年一贯 十二年一贯 十五年一贯 九年制 十二年制 十五年制 "
        "十五年教育 十五年免费教育 "
        "十二年免费教育 九年免费 三年级 十四五 十三五 十二五 十一五 "
        "十五五 十八大 十九大 二十大 十九届 二十届 十八届 中央一号 一号文件 一级学校 三甲 三好学生 三好 三字经 千字文 百家姓 三国演义 三孩 "
        "二孩 两弹一星 两岸 三江 三峡 三亚 三明 三门峡 四川 四平 五台 五指山 六安 六盘水 七台河 八达岭 九江 九寨 十堰 百色 万州 万宁 一汽 二汽 "
        "三星 五粮液 七匹狼 八路军 新四军 四中全会 五中全会 六中全会 三中全会 二中全会 七中全会 一中全会 三线 二线 一线 四线 "
        "三轮车 一本线 二本线 一本院校 二本院校 一本率 二本率 一本上线 二本上线 "
        "一模 二模 三模 四六级 一体化 一卡通 一站式 一条龙 一张网 一把手 一盘棋 一张图 一家人 一揽子 一刀切 一对一 一对多 多对一 一帮一 一加一 "
        "一键 一网通办 一岗双责 一票否决 一案 一策 一校 一生一 一人一 一班一 一村一 一师一 一县一 一园一 一事一 一档 两免一补 "
        "一免一补 三包 两免 三免 三助 三公 三项岗位 两基 三类残疾 双减 双语 "
        "三好两优 两优一先 四有好老师 五老 三老 四新 六艺 五爱 三爱 六小 四小 三小 五小 二小 一小 十大"
    ),
    "idiom": (
        "千家万户 万家 千家 万户 千方百计 千言万语 千山万水 千军万马 千锤百炼 千人千面 百花齐放 百家争鸣 百年大计 百年树人 "
        "十年树木 百年 千年 千秋 万世 万代 万年 "
        "百年老校 百年名校 万事 万物 万分 万一 万般 万千 千万别 千万不 千万要 千古 千里 万里 成千上万 成百上千 百里挑一 百分百的 "
        "五湖四海 四面八方 七嘴八舌 三三两两 三五成群 三心二意 三言两语 三番五次 三令五申 再三 一五一十 一心一意 一丝不苟 一丝 一石二鸟 一举两得 "
        "一举多得 十全十美 十指 九牛一毛 五花八门 六神 七上八下 八仙 九州 四季 四周 四处 四肢 四海 五谷 五官 五脏 五彩 五颜六色 "
        "六亲 七夕 三伏 三九 三观 三思 "
        "两手抓 两手 两面性 二万五千里 五百年 两用 两难 两全 两极 两侧 两旁 两端 两边 两翼 两头 双手 双方 双向 一方面 一分子 "
        "一份子 一分一秒 一点一滴 一年一度 一日之计 "
        "一日三餐 一言一行 一举一动 一草一木 一砖一瓦 一花一木 一针一线 一手 一系列 一路 一口气 一下子 一点 一些 一起 一定 一切 "
        "一直 一般 一样 一致 一旦 一律 一贯 一向 "
        "百尺竿头 百折不挠 百战 百炼 百姓 百科 百货 百日 百感 百倍 百业 百强 百优 百佳 百校 百师 千师 千校 千企 百企 千人计划 "
        "万人计划 百千万 万名英才 零距离 零容忍 零基础 零投诉 零事故 零门槛 零接触 零报告 零起点 "
        "百分点的 一把钥匙 一把尺子 一碗水 一杯水 一桶水 一面旗帜 一座城 一群人 一件件 一个个 一项项 一次次 一句句 一张张 一幅幅 "
        "一串串 一批批 一声声 一双双 一代代 一步步 一幕幕 一代又一代 一批又一批 一次又一次 一年又一年 "
        "三天打鱼 三天两头 两天晒网 十天半月 一天天 一年年 百岁老人 千金 万金 百态 千姿 三言 一五 十拿九稳 八成新 一成不变 百度 "
        "一日为师 一寸光阴 半壁 半截 "
    ),
}  # fmt: skip
_NUMERALS = "零〇一二三四五六七八九十百千万两半双"


def _by_neighbour() -> dict[str, list[tuple[str, int, str]]]:
    """Every word of the lexicon under each numeral in it and the character beside it: (word, place, reason)."""
    table: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for reason, words in _LEXICON.items():
        for word in words.split():
            for place, character in enumerate(word):
                if character in _NUMERALS:
                    key = word[place : place + 2] if place + 1 < len(word) else "<" + word[place - 1 : place + 1]
                    table[key].append((word, place, reason))
    return dict(table)


_WORDS: dict[str, list[tuple[str, int, str]]] = _by_neighbour()


def match_lexicon(text: str, atom: Atom) -> str | None:
    """Tell whether a Chinese numeral is part of a name or a set phrase."""
    start = atom.start
    words = _WORDS.get(text[start : start + 2], ())
    closing = _WORDS.get("<" + text[start - 1 : start + 1], ()) if start else ()
    entries: list[tuple[str, int, str]] = [*words, *closing]
    for word, place, reason in entries:
        begin = start - place
        if begin < 0 or begin + len(word) < atom.end or not text.startswith(word, begin):
            continue
        before = text[start - 1 : start]
        if place == 0 and before and (before.isdigit() or before in "几数上近"):
            continue
        return reason
    return None


_REGION = re.compile(
    r"""(?P<title>《[^《》\n]{1,80}》)
      | (?P<slogan>[“"「『‘][^“”"「」『』\n,，。;；!?]{1,14}[”"」』’])
      | (?P<code>[〔\[【]\d{4}[〕\]】]\s?\d*\s?号?|https?://[^\s\u4e00-\u9fff]+|(?<![A-Za-z0-9.])[A-Za-z0-9.+_-]{1,40}@[A-Za-z0-9.-]+|ICP[备证]?\d+号?(?:-\d+)?|公网安备\s?\d+)
      | (?P<telephone>(?<![\d.])(?:0\d{2,3}[-—– ]?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?![\d.]))
      | (?P<date>(?<!\d)(?:19|20)\d\d(?:(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,2}(?!\d)|[-/]\d{1,2}(?![\d年%])))
      | (?P<time>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
      """,
    re.VERBOSE,
)
_REASONS = {
    "title": "title-of-document",
    "slogan": "slogan",
    "code": "code",
    "telephone": "telephone",
    "date": "date",
    "time": "time",
}
_RATIO_NEAR = re.compile(r"比")
_SPOKEN = re.compile(r"\d[\d.,]*\s?(?:%|万|亿|元|余|多|人|名|公里|平方米|个百分点)")


class Regions:
    """The stretches of a text in which no number is a figure: titles of documents, slogans in quotes, codes, dates."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._reasons: list[str] = []
        for match in _REGION.finditer(text):
            reason = str(match.lastgroup if match.lastgroup != "dash" else "date")
            if self._is_open(text, match, reason):
                continue
            self._starts.append(match.start())
            self._ends.append(match.end())
            self._reasons.append(_REASONS[reason])

    @staticmethod
    def _is_open(text: str, match: re.Match[str], reason: str) -> bool:
        """A short quote with an amount in it speaks of figures, and 师生比1:15 is a ratio, no time of day."""
        if reason == "slogan":
            return _SPOKEN.search(match[0]) is not None
        beside = text[max(0, match.start() - 8) : match.start()] + text[match.end() : match.end() + 4]
        return reason == "time" and _RATIO_NEAR.search(beside) is not None

    def reason(self, start: int, end: int) -> str | None:
        """Why a number at these offsets is no figure, if it lies in such a stretch."""
        index = bisect_right(self._starts, start) - 1
        return self._reasons[index] if index >= 0 and end <= self._ends[index] else None


# --- what stands before or after a number and makes it none ---------------------------------------------------------

_BEFORE = re.compile(
    r"""(?P<ordinal>第\s?|(?<!提)(?<!之)前(?=$))$
      | (?P<name>学前|男子|女子|[×xX*]\s?)$
      | (?P<grade>(?<![提最更增较])[初高大][中]?(?=$)|小学|(?<=[一二三四五六七八九十\d])年级\s?[(（]?)$
      | (?P<code>[A-Za-z_.\-/#№]|NO\.|No\.|no\.)\s?$
      | (?P<telephone>(?:电话|热线|传真|手机|拨打|咨询电话|联系电话|监督电话|举报电话)[:： ]{0,2})$
    """,
    re.VERBOSE,
)
_LABELS = frozenset(
    "亮点 附件 附表 表 图 例 编号 学号 考号 准考证号 邮编 邮政编码 QQ QQ群 代码 帐号 账号 卡号 单元 模块 主题 目标 任务 环节 "
    "方案 步骤 活动 案例 选项 场景 "
    "篇章 镜头 故事 项目 板块 专题 话题 招 教学楼 宿舍楼".split()
)
"""Words that a mere number of order follows: 亮点1, 附件2, 案例3."""
_HEADING = re.compile(r"[(（]?\s?$")
_HEADING_AFTER = re.compile(r"\s?(?:[)）]|[、.．](?!\d)|是(?!否)|则(?=[\u4e00-\u9fff])|[:：])")
_LINE_START = re.compile(r"(?:^|[\n。;；:：,，!?！？”])\s{0,8}[(（【\[]?\s?$")
_AFTER = (
    ("year", re.compile(r"\s?(?:年代|世纪|后(?![勤备续期排援面来者天])|后(?=备干部)|(?<=\d{4})届|届(?=[\u4e00-\u9fff]{0,2}(?:毕业|学生|高|初|中考|高考|大学)))")),
    ("grade", re.compile(r"\s?(?:年级|年级组|等奖|等功|等级|[级类]地震|级(?!\w*?(?:台阶|别的学校)))")),
    ("code", re.compile(r"\s?(?:号(?!人|召|称|码是)|路公交|路车|路(?=[到至\s])|国道|省道|弄|室(?![^,。]{0,6}(?:建|间))|单元(?!房))")),
    ("time", re.compile(r"\s?(?:时(?![间代期候光段尚装])|点(?:钟|半|整|许|左右|前|后|到|至|\d|[,，。、;；)）\s—~-]|[一二三四五]))")),
    ("version", re.compile(r"\s?(?:版(?![次])|\.0|[GDK](?![A-Za-zBb]))")),
    ("anniversary", re.compile(r"\s?(?:周年|华诞|年华诞|年校庆|岁生日)")),
    ("plan-span", re.compile(r"\s?(?:年|个月|天|月)?(?:的)?(?:行动|规划|计划|攻坚|发展规划|提升行动|发展计划|专项行动|总体规划|建设规划|提升计划|倍增计划|长远)")),
    ("round-the-clock", re.compile(r"\s?小时(?:不间断|待命|值班|值守|全天候|在线|开放|服务|热线|监控|监测|响应|畅通|保电|轮流|轮班|防控|开机|不打烊|巡|电话|视频监控)")),
    ("name", re.compile(r"(?:中|小|幼|高|职高|完小|附中|附小|中学|小学|高中|初中|幼儿园|小区|团部|局党)(?!学?[生时型校年]|考|教师|老师|学科|共|央|国|层|心)")),
)  # fmt: skip
_PERIOD_AFTER = re.compile(
    r"\s?(?:年|个月|天|周|个?学期|学年|日)(?:多|余|半)?(?:以?来|间|之?内|前(?![后端])|之前|后(?!备|勤)|之后|以后|以前|度(?!假))"
)
_PERIOD_BEFORE = re.compile(r"(?:近|过去|未来|今后|最近|前|后|这|头|连续|往后|此后)\s?$")
_SPAN_OF_YEARS = re.compile(r"(?:^|[\n,，。;；:：、”])\s?(?:近|过去|未来|今后|最近|前|这|短短)?.$")
_YEARS_AFTER = re.compile(r"\s?年多?(?:[,，]|累计|合计|共|总计|里|时间里|下来)")
"""近五年, and 三年累计 at the head of a clause say when, not how long."""
_LIMIT_BEFORE = re.compile(r"(?:限期?|限于|须在|应在|不超过|必须在|提前|确保在|在)\s?$")
"""A limit (限5天内) is a figure; 三年内 as a time of the clause is not."""
_EVENT = re.compile(r"\s?米(?:跑|短跑|长跑|栏|接力|赛|决赛|冠军|自由泳|蛙泳|仰泳|蝶泳|往返|障碍|混合)")
_MONTH = re.compile(r"\s?月(?!大|嫂|球|亮)")
_DAY = re.compile(r"\s?日(?!均|常)")


def exclude_before(text: str, atom: Atom) -> str | None:
    """Why the characters before a number make it no figure."""
    reach = max(0, atom.start - 8)
    match = _BEFORE.search(text, reach, atom.start)
    if match is not None:
        reason = str(match.lastgroup)
        if match[0] == "学前" and text[atom.end : atom.end + 1] != "年":
            return None
        if match[0] == "前" and text[atom.end : atom.end + 1] not in "名位强列三":
            return None
        if reason == "grade" and (atom.arabic or not atom.lone):
            return None
        if reason == "code" and match[0] in ("-", "/", ".") and not text[match.start() - 1].isalnum():
            return None
        return reason
    end = atom.start - (text[atom.start - 1 : atom.start] in ":： ") if atom.start else 0
    labelled = any(text[end - length : end] in _LABELS for length in range(1, min(5, end) + 1))
    return "list-label" if labelled and atom.value < 100 and match_unit(text, atom.end) is None else None


def exclude_heading(text: str, atom: Atom) -> str | None:
    """Numbered headings and list marks: 一、 (二) 3. 一是 at the beginning of a line or a clause."""
    if atom.value > 60 or _LINE_START.search(text, max(0, atom.start - 10), atom.start) is None:
        return None
    after = _HEADING_AFTER.match(text, atom.end)
    if after is None:
        return None
    bracket = text[atom.start - 1 : atom.start] in "(（"
    if after[0].strip() in (")", "）") and not bracket and text[max(0, atom.start - 2) : atom.start].strip():
        return None
    # 一是 heads a clause wherever it stands; the other marks only begin a line.
    if "是" in after[0] or "则" in after[0]:
        return None if atom.arabic else "heading"
    return "heading"


def exclude_date(text: str, atom: Atom) -> str | None:
    """Years, months, days, hours of the day, and periods such as 三年来."""
    following = text[atom.end : atom.end + 6].lstrip()
    head = following[:1]
    if head == "年" and (reason := _exclude_year(text, atom, following)) is not None:
        return reason
    if head == "月" and atom.value <= 12 and _MONTH.match(text, atom.end):
        return "date"
    if (
        head == "日"
        and atom.value <= 31
        and following[1:2] != "内"
        and not following.startswith(("日历天", "日龄"))
        and _DAY.match(text, atom.end)
    ):
        return "date"
    if head == "日" and following[1:2] == "内":
        return None
    if (
        head == "年"
        and _SPAN_OF_YEARS.search(text, max(0, atom.start - 3), atom.start + 1)
        and _YEARS_AFTER.match(text, atom.end)
    ):
        return "time"
    if _PERIOD_AFTER.match(text, atom.end) and not _LIMIT_BEFORE.search(text, max(0, atom.start - 5), atom.start):
        return "time"
    if _PERIOD_BEFORE.search(text, max(0, atom.start - 3), atom.start) and following[:2] in (
        "天,",
        "年,",
        "天,",
        "年,",
    ):
        return "time"
    return None


def _exclude_year(text: str, atom: Atom, following: str) -> str | None:
    digits = text[atom.start : atom.end]
    if following.startswith(("年级", "年段")):
        return "grade"
    if len(digits) == 4 and 1800 <= atom.value <= 2100 and (atom.arabic or "千" not in digits):
        return "year"
    if (
        digits.isdigit()
        and len(digits) == 2
        and atom.arabic
        and (digits[0] == "0" or (atom.value >= 70 and following[1:2] not in "来的历"))
    ):
        return "year"
    if _PERIOD_AFTER.match(text, atom.end):
        return "time"
    if following.startswith(("年义务", "年一贯", "年制", "年基础教育", "年普及")):
        return "name"
    return None


def exclude_after(text: str, atom: Atom) -> str | None:
    """Why the characters after a number make it no figure."""
    if _EVENT.match(text, atom.end):
        return "name"
    for reason, pattern in _AFTER:
        if pattern.match(text, atom.end):
            if reason == "year" and not (10 <= atom.value <= 99 or atom.value >= 1900):
                continue
            if reason == "time" and (atom.value > 24 or (not atom.arabic and atom.pair)):
                continue
            if reason == "name" and atom.pair is None and not _is_school_name(text, atom):
                continue
            if reason == "code" and text[atom.end : atom.end + 1] == "室" and atom.value < 100:
                continue
            return reason
    return None


def _is_school_name(text: str, atom: Atom) -> bool:
    """市十六中, 四十二中学, 实验二小: a Chinese numeral right before the kind of school, after a name."""
    before = text[max(0, atom.start - 1) : atom.start]
    if atom.arabic:
        return text[atom.end : atom.end + 1] in "中" and text[atom.end : atom.end + 2] in (
            "中学",
            "中,",
            "中、",
            "中。",
            "中的",
        )
    return bool(before) and before not in "有的近约共达新建为增了设"


# Nouns that a small number announces: three levels, four projects, two stages (guideline: labels of structure).
_LABEL_NOUNS = re.compile(
    r"\s?(?:[\u4e00-\u9fff]{0,2})(?:方面|阶段|形式|类型|体系|环节|步骤|层次|维度|层面|内容|重点|关键|原则|要求|目标|任务|举措|措施|机制|制度|结合|坚持|统一|转变|提升|到位|"
    r"强化|聚焦|抓手|规划|方向|意识|自信|维护|确立|全面|行动|模块|板块|主题|领域|部分|要素|问题|特点|亮点|理念|能力|关系|平台|课堂|中心|组织|落实|服务|管理|规定|模式|方法|途径|渠道|"
    r"优先|严禁|不准|必须|带头|确保|起来|突破|走进|融入|注重|突出|着力|加强|促进|严格|明确|层级|级别|规范|统筹|联动|优化|延伸|同步|一批|对照|打造|专题|常态|角度|视角|篇章|工程|系列|身份|角色|梯队|责任|底线|红线|标准|流程|台账|清单|过程|时段|大类|特色|品牌|抓好|做到|工作[:：])"
)
_LABEL_MEASURES = frozenset("个大种级类项条步层道点重维面门关环元合")
_LABEL_LIMIT = 12
"""Labels announce at most this many: 十二项举措; larger numbers were counted by somebody."""
_ALWAYS_LABELS = frozenset("大级")
_IDIOMATIC_ONE = frozenset("一")


def exclude_label(text: str, atom: Atom, unit: Unit) -> str | None:
    """Labels of structure: 三级体系, 四大工程, 两个阶段, 三种形式, 从5个方面."""
    if atom.value > _LABEL_LIMIT:
        return None
    if (
        not atom.arabic
        and unit.surface in _LABEL_MEASURES
        and text[atom.end + len(unit.surface) : atom.end + len(unit.surface) + 1] in '“"「'
    ):
        return "list-label"
    if unit.surface in _LABEL_MEASURES and _LABEL_NOUNS.match(text, atom.end + len(unit.surface)):
        strict = atom.arabic and not text.startswith(
            ("方面", "环节", "阶段", "层面", "维度", "步骤"), atom.end + len(unit.surface)
        )
        return None if strict else "list-label"
    return None


_ONE_LISTED = re.compile(r"\s?(?:[,，、。;；)）]|$|和(?=\w))")
_EACH_BEFORE = re.compile(r"每[\u4e00-\u9fff]{1,8}$")
_ONE_UNITS = frozenset("所 座 栋 幢 辆 台 套 间 处 部 块 条 名 位 人 件 副 架 艘 户 家 张 份 支 本 册 只 场".split())


def exclude_idiomatic(text: str, atom: Atom, unit: Unit) -> str | None:
    """Idiomatic one and two: 一个人, 一批, 二等; a one that ends a list item (新建小学一所,) is a count."""
    digit = text[atom.start : atom.end]
    if not atom.lone or unit.surface in ("番", "倍") or unit.kind not in ("count", "ratio", "other", "score", "length"):
        return None
    if digit == "二":
        return "name"
    if digit == "一":
        end = atom.end + len(unit.surface)
        if _EACH_BEFORE.search(text, max(0, atom.start - 10), atom.start) and _ONE_LISTED.match(text, end):
            return None
        counted = (
            unit.surface in _ONE_UNITS
            and _ONE_LISTED.match(text, end)
            and re.match(r"[\u4e00-\u9fff]", text[atom.start - 1 : atom.start] or "")
        )
        return None if counted and text[atom.start - 1] not in "第每某的另同唯之手独在是了" else "idiom"
    return None
