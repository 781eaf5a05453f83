"""Units: the measure words and units that figures stand in, with their canonical names and kinds.

A data table with one look-up. Not for what a following word makes of a unit (``exclusions``), nor for the names of
foreign currencies and rare measures that only ``find_numbers`` reads (``unit_names``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["count", "money", "percent", "ratio", "length", "area", "duration", "age", "score", "other"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is written, its canonical name, and the factor that turns a value into the canonical unit."""

    surface: str
    name: str
    kind: UnitKind
    factor: float = 1
    people: bool = False
    loose: bool = False
    """True for a noun that counts itself (3校, 12村): a unit after Arabic digits only."""


def _plain(kind: UnitKind, names: str, **more: bool) -> list[Unit]:
    return [Unit(name, name, kind, 1, **more) for name in names.split()]


def _named(kind: UnitKind, names: str, canonical: str, factor: float = 1, **more: bool) -> list[Unit]:
    return [Unit(name, canonical, kind, factor, **more) for name in names.split()]


_UNITS = [
    # people
    *_named("count", "人 名 位", "人", people=True),
    *_plain("count", "人次", people=True),
    # turns, lessons, events
    *_plain("count", "场次 班次 车次 架次 件次 户次 校次 课次 例次 台次 批次 艘次 轮次 篇次 项次 册次"),
    *_plain("count", "场 次 届 期 批 轮 遍 趟 回 站 节 堂 节次 学分"),
    # schools, houses, places
    *_plain("count", "所 家 户 间 栋 幢 座 处 块 片 层 套 床 张 室 轨 孔 眼 口 排 列 组 队 支 伙 帮 团"),
    # things
    *_plain(
        "count",
        "个 条 根 枝 把 台 部 辆 架 艘 件 份 本 册 卷 篇 幅 首 只 头 匹 棵 株 粒 颗 朵 盆 门 课 项 宗 起 例 桩 种 类 款 对 双 副 "
        "盒 箱 袋 包 瓶 桶 杯 碗 餐 顿 道 句 字 页 章 枚 面 扇 盏 封 则 点 步 尾 羽 具 樘 捆 罐 筐 车 挂 方 身 席 摊 例次 岗 "
        "台套 套件 台件 万册 件套 条次 幕 集 出 部次 味 重 股 宗次 笔 票 丛 束 滴 头次 顶 床次 期次 版 畦 单 球 段 摞 打 串 沓 版次 号人",
    ),
    *_named("count", "人份", "份"),
    *_named("count", "度", "次"),
    *_plain("count", "班 校 村 园 镇 乡 县 市 省 国 区 社区 校区 街道 乡镇 年级 学校 单位", loose=True),
    # money
    *_named("money", "元 块钱 元钱 元人民币 圆", "元"),
    *_named("money", "角 角钱 毛钱", "元", 0.1),
    *_named("money", "分钱", "元", 0.01),
    *_plain("money", "美元 港元 欧元 日元 英镑 港币 澳元 加元 澳门元 新台币 韩元 卢布"),
    # percent and ratio
    *_plain("percent", "% 百分点"),
    *_named("percent", "％", "%"),
    *_named("percent", "‰", "%", 0.1),
    *_named("percent", "成 折", "%", 10),
    *_named("percent", "个百分点 个点", "百分点"),
    *_plain("ratio", "倍"),
    *_named("ratio", "番", "倍"),
    # time
    *_named("duration", "小时 个小时 钟头 个钟头 h", "小时"),
    *_named("duration", "分钟 min", "分钟"),
    *_named("duration", "秒 秒钟", "秒"),
    *_named("duration", "刻钟", "分钟", 15),
    *_named("duration", "天 整天 日历天 个日历天", "天"),
    *_named("duration", "日 个日夜", "日"),
    *_named("duration", "周 星期 个星期 个周 礼拜 个礼拜", "周"),
    *_named("duration", "年 周年 个年头 年时间 个春秋", "年"),
    *_named("duration", "个月 个整月", "月"),
    *_named("duration", "工作日 个工作日", "工作日"),
    *_named("duration", "自然日 个自然日", "自然日"),
    *_named("duration", "学期 个学期", "学期"),
    *_named("duration", "学年 个学年", "学年"),
    *_named("duration", "季度 个季度", "季度"),
    *_named("duration", "昼夜 个昼夜", "昼夜"),
    *_named("duration", "个课时 课时", "课时"),
    *_named("duration", "个学时 学时", "学时"),
    *_named("duration", "晚 个晚上", "晚"),
    *_named("duration", "代", "代"),
    # length, area
    *_named("length", "米 m 公尺", "米"),
    *_named("length", "公里 千米 km KM Km", "公里"),
    *_named("length", "厘米 公分 cm CM", "厘米"),
    *_named("length", "毫米 mm MM", "毫米"),
    *_plain("length", "里 华里 里路 尺 寸 英寸 海里"),
    *_named("length", "延米 延长米", "延米"),
    *_named("area", "平方米 平米 ㎡ m² M² 平方 m2 M2 个平方", "平方米"),
    *_named("area", "平方公里 平方千米 km²", "平方公里"),
    *_plain("area", "亩 公顷 平方厘米"),
    # age, score, the rest
    *_named("age", "岁 周岁", "岁"),
    *_named("age", "个月大", "月"),
    *_named("score", "分", "分"),
    *_named("other", "立方米 m³ 立方", "立方米"),
    *_plain("other", "吨 斤 升 毫升 毫克 马力 伏 分贝 像素 寸屏 兆 GB TB MB Mbps G M"),
    *_named("other", "公斤 千克 kg KG Kg", "公斤"),
    *_named("other", "克 g", "克"),
    *_named("other", "℃ °C 摄氏度 摄氏度", "度"),
    *_plain("other", "千瓦 千瓦时 瓦 兆瓦 kW"),
    *_plain("other", "级"),
    *_named("money", "毛", "元", 0.1),
]  # fmt: skip
UNITS: dict[str, Unit] = {unit.surface: unit for unit in _UNITS}
LONGEST = max(map(len, UNITS))

TIME_BASES = frozenset("天 日 周 月 年 小时 学期 学年 季度 工作日 次 晚 星期 早 分钟 秒 期 旬 班次".split())
"""Bases of a rate that are periods: 每周4小时 is a rate, 每校3名 a count."""


def match_unit(text: str, start: int) -> Unit | None:
    """Find the longest unit that begins at ``start``."""
    for length in range(LONGEST, 0, -1):
        unit = UNITS.get(text[start : start + length])
        if unit is not None and len(unit.surface) == length:
            return unit
    return None
