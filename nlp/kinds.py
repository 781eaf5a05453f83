"""Kind and education: what sort of item this is, and whether it is about education.

By the rules of guidelines/TOPICS.md, "Beside the topics" and cases 10, 14 and 15, as signs in the text with weights in
``kinds.tsv`` (``benchmarks/fit_kinds.py`` makes it). Not for topics, which a trained model gives.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from nlp.normalisation import fold
from nlp.record import Article, Kind

WEIGHTS = "kinds.tsv"
KINDS: tuple[Kind, ...] = ("advertisement", "caption", "feature", "news", "notice")
EDUCATION = "education"
SPOKEN_FOR = 3000
"""Characters of a body that are looked at: what an item is shows at its beginning, and a page must not cost more."""
_OPENING = 60

_TITLE_SIGNS = {
    "document": re.compile(
        r"(?:公告|公示|通知|通告|的函|方案|公报|一封信|家长书|公开信|倡议书|简章|预算|决算|说明|答复|复函|须知|启事|办法|规定|细则|意见|明白卡|提示|提醒|指南|声明|名单|日程|安排|解答|告知书|预案|招生计划|条例|议程)(?:\([^)]*\))?$|^关于|^致"
    ),
    "report": re.compile(
        r"总结|综述|纪实|纪略|侧记|述评|通讯|工作报告|实录|发布会|访谈|手记|札记|答卷|巡礼|掠影|故事|日记|特写|走笔|观察|调查|解码|探访|样本|背后|见闻|推进情况|工作汇报"
    ),
    "dash": re.compile("——"),
    "event": re.compile(
        "开展|举行|召开|举办|启动|揭牌|成立|部署|推进|组织|走进|获|公布|完成|投入|签约|慰问|调研|通报|查处|新增|开工|落成|培训|落幕|开赛|演练|检查|发放|合并|整合|撤并|捐|上线|开班|送|进校园|投用|出台|试点|纳入|实施|全覆盖|收官|迎|启用"
    ),
    "story": re.compile(
        "一百|十[一二三四五六七八九]年|[二三四五六七八九]年|背后|之后|怎样|如何|为何|的(?:故事|人|路|课|孩子|选择|名片)"
    ),
    "mark": re.compile("[!?]$"),
    "colon": re.compile(":"),
    "quoted": re.compile("“"),
    "parted": re.compile(" "),
    "year": re.compile(r"\d{4}年"),
    "school": re.compile(
        "教育局|教体局|教育体育|教科局|教育系统|教委|学校|小学|中学|高中|初中|幼儿园|校园|师生|教师|班主任|校长|职校|职高|职教|[一二三四五六七八九]中|中心校|完小|教学点|学生|学区|老师|考试|高考|中考|教研|教育工作|义务教育|学前教育"
    ),
    "other house": re.compile(
        "银行|农商行|支行|公司|医院|法院|检察院|供电|电力|税务|图书馆|养老|敬老院|社区|项目部|企业|水泥|码头|港|公路|街道|镇纪委|乡政府|消防|交警|楼盘|超市|景区|卫生院|书店|干警|机关"
    ),
    "course": re.compile("培训|招生|辅导|艺考|衔接班"),
}
_OPENING_SIGNS = {
    "lead": re.compile(r"本[报网]|.{0,6}讯"),
    "date": re.compile(
        r".{0,44}?(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|\d日|\d月|今年|春节|连日|本学期|暑假|[一二三四五六七八九]月)"
    ),
    "quotation": re.compile("“"),
    "greeting": re.compile(r"尊敬的|亲爱的|各位|各[^,。]{2,20}:|[^,。]{2,12}:\n"),
    "purpose": re.compile(r"为|根据|按照|经|现将"),
    "scene": re.compile(r"[^,。]{1,12},[^,。]{1,16}[,。]"),
    "people": re.compile(r".{0,50}?(?:校长|老师|奶奶|爷爷|老人|爸爸|妈妈|孩子)"),
    "age": re.compile(r".{0,55}?\d{1,2}岁|.{0,50}?[一二三四五六七八九十]岁"),
    "gathering": re.compile(r".{0,55}?(?:活动|会议|仪式|培训|演练|检查|比赛)"),
    "exclaims": re.compile(r".{0,58}?!"),
    "school": re.compile(r".{0,55}?(?:教育局|教体局|学校|小学|中学|幼儿园|学生|教师|师生|老师|[一二三四五六七八九]中)"),
    "other house": re.compile(
        r".{0,55}?(?:银行|农商行|支行|公司|医院|法院|供电|税务|图书馆|敬老院|社区|企业|车间|码头|公路|村民|纪委)"
    ),
}
_BODY_SIGNS = {
    "as follows": re.compile("如下[:。]"),
    "hereby": re.compile("特此|此致"),
    "signed": re.compile(
        r"(?:局|学校|小学|中学|幼儿园|办公室|委员会|中心|政府)\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*$|\n[^,。\n]{0,20}\d{4}年\d{1,2}月\d{1,2}日\s*$"
    ),
    "picture": re.compile(r"图为|摄\)?$|供图|图片|左图|右图|如图"),
    "reporter": re.compile(r"记者(?:问|了解|发现|看到|走访|采访|走进)"),
    "we": re.compile(r"我[校园局]|同学们|小朋友|家长朋友"),
    "asks": re.compile(r"问:|答:|主持人|提问"),
    "contact": re.compile(r"请[^。]{0,14}(?:联系|咨询|反映|举报|参加|准时|转告)|公示期|截止|有异议|逾期"),
    "trade": re.compile(
        r"贷款?额|楼盘|房源|加推|首付|团购|满减|有礼|[折元]起|招生啦|火热|开业|认购|诚聘|抢|套餐|家电|图书展销|存款|风险提示|投资需谨慎|月租|免费试听"
    ),
}
_COUNTED_SIGNS = {
    "offer": re.compile(r"热线|电话|地址|扫码|优惠|报名|限时|立减|元起|名额|咨询|抢|仅需|招生|免费|折|小班"),
    "schools": re.compile(
        r"教育局|教体局|教育体育|教科局|教育系统|教委|学校|小学|中学|高中|初中|幼儿园|幼教|幼儿|园长|校园|班主任|校长|职校|职教|[一二三四五六七八九十]中|中心校|教学点|学区|教研|考试|高考|中考|教育(?:教学|工作|事业|资源|集团|质量)|义务教育|学前教育|职业教育"
    ),
    "pupils": re.compile(r"学生|教师|师生|老师|家长|同学|班级|[一二三四五六七八九]年级|课堂|教学|学子"),
    "other house": re.compile(
        r"银行|农商行|支行|公司|医院|法院|检察院|供电|电力|税务|图书馆|敬老院|村民|社区|农户|收割|项目部|企业|食品厂|水泥|车间|货|码头|公路|街道|纪委|消防|派出所|楼盘|首付|超市|旅游|卫生院|书店|合作社|大棚|干警"
    ),
    "persons": re.compile("他|她"),
    "quotes": re.compile("“"),
    "meeting words": re.compile("活动|会议|开展|组织|加强|推进"),
    "numbered": re.compile(r"(?:^|\n)(?:[一二三四五六七八九]、|\d[.、]|\([一二三四五六]\))"),
}
_CHILDREN = re.compile("孩子|儿童|少年|少先队|青少年|教育|读书|大学|研学")
_LENGTHS = (90, 130, 250, 500, 800, 1200)
_REPORT = re.compile("纪实|综述|侧记|纪略|述评|巡礼|工作总结|工作报告|实录$")
"""Case 14: what calls itself a report is one, however short."""
_REPORT_LENGTH = 1500
"""From here on what would be news is a feature: no 消息 of the corpus is as long, a 综述 without its name in the title is."""


def find_kind(article: Article) -> Kind:
    """Tell what sort of item an article is."""
    return judge(fold(_full_title(article)), fold(article.body))[0]


def find_education(article: Article) -> bool:
    """Tell whether an article is about schools, pupils, teachers or an education authority."""
    return judge(fold(_full_title(article)), fold(article.body))[1]


def judge(title: str, body: str) -> tuple[Kind, bool]:
    """``find_kind`` and ``find_education`` at once for a folded title and body."""
    scores = _weigh(read_signs(title, body))
    return _decide(title, scores, len(body)), scores[EDUCATION] > 0 and _names_education(title + body)


def _decide(title: str, scores: dict[str, float], length: int) -> Kind:
    kind = max(KINDS, key=scores.__getitem__)
    is_report = length >= _REPORT_LENGTH or _REPORT.search(title) is not None
    return "feature" if kind == "news" and is_report else kind


def _names_education(text: str) -> bool:
    """What names no school, no pupil and no child is about something else, whatever else speaks for it."""
    text = text[:SPOKEN_FOR]
    return any(pattern.search(text) for pattern in (_COUNTED_SIGNS["schools"], _COUNTED_SIGNS["pupils"], _CHILDREN))


def read_signs(title: str, body: str) -> dict[str, float]:
    """The signs of a folded title and body that speak for a kind or for education."""
    length = len(body)
    body = body[:SPOKEN_FOR]
    opening = body[:_OPENING]
    signs = {f"title {name}": float(pattern.search(title) is not None) for name, pattern in _TITLE_SIGNS.items()}
    signs |= {f"opening {name}": float(pattern.match(opening) is not None) for name, pattern in _OPENING_SIGNS.items()}
    signs |= {f"body {name}": float(pattern.search(body) is not None) for name, pattern in _BODY_SIGNS.items()}
    for name, pattern in _COUNTED_SIGNS.items():
        count = len(pattern.findall(body))
        signs[f"count {name}"] = math.log1p(count)
        signs[f"rate {name}"] = min(8.0, 100 * count / max(1, len(body)))
    return signs | _shape(title, body, length)


def _shape(title: str, body: str, length: int) -> dict[str, float]:
    paragraphs = body.split("\n")
    signs = {f"under {limit}": float(length < limit) for limit in _LENGTHS}
    return signs | {
        "no title": float(not title),
        "one paragraph": float(len(paragraphs) == 1),
        "many paragraphs": float(len(paragraphs) >= 6),
        "short first": float(len(paragraphs[0]) < 40),
        "short last": float(len(paragraphs[-1]) < 30),
        "paragraph length": min(4.0, len(body) / len(paragraphs) / 100),
        "no schools": float(not _COUNTED_SIGNS["schools"].search(body)),
        "only other house": float(
            bool(_TITLE_SIGNS["other house"].search(title)) and not _TITLE_SIGNS["school"].search(title)
        ),
    }


def _full_title(article: Article) -> str:
    return " ".join(part for part in (article.title, article.subtitle) if part)


def _weigh(signs: dict[str, float]) -> dict[str, float]:
    weights = _load_weights()
    values = np.array([signs[name] for name in weights.signs])
    return dict(zip(weights.columns, (weights.bias + values @ weights.matrix).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Weights:
    columns: list[str]
    signs: list[str]
    bias: NDArray[np.float64]
    matrix: NDArray[np.float64]


@cache
def _load_weights() -> _Weights:
    text = resources.files("nlp").joinpath(WEIGHTS).read_text(encoding="utf-8")
    head, bias, *rows = (line.split("\t") for line in text.splitlines())
    numbers = np.array([[float(cell) for cell in row[1:]] for row in rows])
    return _Weights(head[1:], [row[0] for row in rows], np.array([float(cell) for cell in bias[1:]]), numbers)
