"""Bylines: which names a page prints for its article, each with the role as printed.

Abstains rather than invents: a name must follow a role or a field label and look like a Chinese person's name.
Not for organisations as authors, and not for names inside the running text.
"""

from __future__ import annotations

import re

from nlp.record import Byline

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷"
    "罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗"
    "山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
    "雍却璩桑桂濮牛寿边扈燕冀郏浦尚农温庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚"
    "简饶空曾毋沙乜养鞠须丰巢关蒯查荆红游竺权逯盖益桓仉督岳帅缑亢况郈琴归晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪爱阳佟言福肖覃辜操付覃代揭兰冼候闭"
    "初门原卿訚冶撒税荔底仝宾英来苟庹"
)  # fmt: skip
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "宇文", "长孙", "闻人", "呼延", "南宫")
# A role of a reporter may stand right before the name; the others are verbs as well and need a separator.
_LONG_ROLES = re.compile(
    r"(?P<role>(?:(?:全媒体|融媒体|融媒|首席|特约|见习|实习|特派|本报|本网|本台|本刊|新闻|驻.{1,4})?(?:记者|通讯员|报道员|评论员)|实习生)[\s:/|丨]{0,4}"
    r"|(?P<verb>责任编辑|执行编辑|值班编辑|责编|编辑|校对|审核|初审|复审|终审|撰稿|撰文|供稿|作者|供图|摄影报道|摄影|图文|图/文|文/图|文图|文/摄|编审|监制|美编|审校|采写|采编|主编|签发"
    r"|[一二三]审|文|图)(?:人|者|员)?\s?[:/丨|\s][\s:/|丨]{0,3})"
)
_SPLIT = re.compile(r"[\s、,,;;/|和及&·.]+")
_NAME = re.compile(r"^[\u4e00-\u9fa5]{2,4}$")
_NO_NAMES = frozenset(
    "本报讯 本网讯 管理员 系统管理 超级管理 办公室 宣传部 教育局 编辑部 记者站 通讯员 新闻网 未知 佚名 网络 本站 原创 转载 教体局 教育厅 信息中心 中心校 教育科 "
    "宣传科 党政办 学生处 教务处 综合科 基教科 秘书科 人事科 政工科 文明办 时间 来源 单位 单位供 高清 文明 关于 有关 和平 通知 公告 全部 国家 国务院 时光".split()
)
_ORGANISATION = re.compile(r"(?:局|办|部|处|科|室|校|学|院|园|站|网|报|社|台|委|会|厅|中心|公司|集团|组|队|媒体|政府|平台|日报|镇|乡|县|市|区|省)$")
# What follows a name without a space where a page strings its fields together.
_LABEL = re.compile(r"浏览|点击|阅读|来源|发布|更新|时间|日期|字体|字号|打印|人气|访问|分享|\d|[【\[|>()]")
_TRAILING = re.compile(r"[((]\s?(?P<inner>[^()()]{3,60})\s?[))]\s*$")
_DATELINE = re.compile(r"^[\s【\[]*(?:本报|本网|本台|[\u4e00-\u9fa5]{2,8}[报网台])?.{0,6}?讯?\s?[((](?P<inner>[^()()]{3,60})[))]")


def looks_like_name(text: str) -> bool:
    """Whether a string is formed like a Chinese person's name: a surname and one or two characters."""
    if not _NAME.match(text) or text in _NO_NAMES or _ORGANISATION.search(text):
        return False
    if text.startswith(_COMPOUND):
        return len(text) in (3, 4)
    return text[0] in _SURNAMES and len(text) <= 3


def parse_names(text: str, role: str | None) -> list[Byline]:
    """Read a field that holds names and nothing else; any other word in it ends the reading."""
    names: list[Byline] = []
    parts = _join_spaced([part for part in _SPLIT.split(text.strip("  ()()[]【】::。")) if part])
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


def find_in_text(paragraphs: list[str]) -> list[Byline]:
    """Find the names of a dateline (本报讯(记者 王芳)) and those in brackets at the end of the text.

    A bracket that holds names and nothing else, at the very end, is the author's (role null).
    """
    found: list[Byline] = []
    for paragraph in paragraphs[:2]:
        if match := _DATELINE.match(paragraph[:120]):
            found += find_bylines(match["inner"])
    for paragraph in paragraphs[-2:]:
        if match := _TRAILING.search(paragraph[-80:]):
            found += find_bylines(match["inner"]) or (_bare_names(match["inner"]) if paragraph is paragraphs[-1] else [])
    return _unique(found)


def _bare_names(text: str) -> list[Byline]:
    parts = _join_spaced([part for part in _SPLIT.split(text) if part])
    if not parts or not all(looks_like_name(part) for part in parts):
        return []
    return [Byline(name=part, role=None) for part in parts]
