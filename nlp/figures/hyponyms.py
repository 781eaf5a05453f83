"""Kinds: whether one concept of the domain is a kind of another, as 小学 is of 学校 and 女教师 of 教师.

For telling the parts of a whole. Only what the words themselves show; no dictionary of the world.
"""

from __future__ import annotations

_SCHOOLS = (
    "小学 中学 初中 高中 幼儿园 职校 职高 中职 中专 教学点 特校 完小 完中 特殊教育学校 九年一贯制学校 九年制学校 学校 中心校 "
    "村小 公办园 民办园 普惠园 "
    "大学 学院 高校 公办学校 民办学校 分校 校区 中小学 初级中学 高级中学 完全中学 职业学校 中心小学 中心园 附属园".split()
)
_TEACHERS = "教师 老师 校长 园长 教职工 班主任 骨干 名师 学科带头人 保育员 专任教师 教练 教员 高级 中级 初级 研究生 本科 硕士 博士 专科".split()
_STUDENTS = (
    "学生 小学生 初中生 高中生 幼儿 中职生 大学生 新生 儿童 考生 学员 男生 女生 学子 毕业生 中小学生 中学生 留守儿童 在校生 "
    "研究生 本科 专科"
).split()
_PEOPLE = [*_TEACHERS, *_STUDENTS, *"男 女 党员 干部 职工 家长 群众 志愿者 代表 选手 人员 男性 女性 队员 专家".split()]
_KINDS: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("学校", "中小学", "校", "单位", "中小学校", "学校（园）", "校园", "学校(园)", "教育机构", "幼儿园"), _SCHOOLS),
    (("教师", "老师", "教职工", "教职员工", "教育工作者", "人员", "人", "园丁"), _TEACHERS),
    (("学生", "中小学生", "在校生", "考生", "新生", "孩子", "学子", "幼儿", "儿童", "人", "毕业生", "人员"), _STUDENTS),
    (("师生", "人", "人员", "志愿者", "党员", "干部", "代表", "教职工"), _PEOPLE),
    (("奖项", "奖", "获奖", "荣誉", "作品", "获奖作品", "人次"), (
        "一等奖 二等奖 三等奖 特等奖 优秀奖 金奖 银奖 铜奖 金牌 银牌 铜牌 国家级 省级 市级 区级 县级"
    ).split()),
)  # fmt: skip


def is_kind_of(part: str, whole: str) -> bool:
    """Whether ``part`` names a kind of what ``whole`` names, and is not the same."""
    if not part or not whole or part == whole:
        return False
    if part.endswith(whole[-2:]) and len(part) > len(whole):
        return True
    return any(whole.endswith(heads) and part.endswith(tuple(kinds)) for heads, kinds in _KINDS)


def is_same_head(first: str, second: str) -> bool:
    """Whether two concepts end in the same head noun, or one holds the other."""
    if not first or not second:
        return False
    return first[-2:] == second[-2:] or first in second or second in first


_CLOSED: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split("|"))
    for line in (
        "男|女", "公办|民办", "城区|农村", "城区|乡镇", "城镇|农村", "城市|农村", "县城|乡镇", "应届|往届",
        "线上|线下", "寄宿|走读", "文科|理科|艺体", "文科|理科|艺术|体育", "文科|理科|艺术", "文科|理科",
        "历史|物理", "小学|初中", "小学|中学", "小学|初中|高中", "学前|小学|初中|高中", "幼儿园|小学|中学",
        "幼儿园|小学|初中|高中", "高中|初中|小学|幼儿园", "初中|高中", "来信|来访|来电", "中央|地方", "新生|老生",
        "必修|选修", "专任|兼职", "专职|兼职", "优秀|合格|不合格", "普高|职高", "普通高中|中职", "普高|中职",
    )
)  # fmt: skip


def is_closed_set(parts: list[str], whole: str) -> bool:
    """Whether the parts' names divide their whole without a remainder: 男 and 女, 公办 and 民办."""
    if len(parts) < 2 or not whole:
        return False
    for names in _CLOSED:
        if len(names) == len(parts) and all(any(name in part for part in parts) for name in names):
            schools = {"小学", "中学", "初中", "高中", "幼儿园"} & set(names)
            return not schools or _fits_schools(names, whole)
    return False


def _fits_schools(names: tuple[str, ...], whole: str) -> bool:
    """小学 and 初中 make up compulsory education, 小学 and 中学 all 中小学; 学校 may be anything more."""
    if "义务教育" in whole:
        return set(names) == {"小学", "初中"}
    if "中小学" in whole:
        return "幼儿园" not in names
    return len(names) >= 3
