"""Units of money and of physical quantities under the names that texts give them.

A data table for ``expressions``; the measure words of figures stand in ``units``.
"""

from __future__ import annotations

CURRENCIES: dict[str, str] = {
    **dict.fromkeys(("元", "块钱", "块", "元人民币", "人民币", "圆", "元钱", "rmb", "cny"), "元"),
    **dict.fromkeys(("角", "毛", "毛钱"), "角"),
    **dict.fromkeys(("美元", "美圆", "美金", "美刀", "刀", "usd"), "美元"),
    **dict.fromkeys(("美分",), "美分"),
    **dict.fromkeys(("港元", "港币", "港圆", "港纸", "hkd"), "港元"),
    **dict.fromkeys(("台币", "新台币", "新台币元", "twd"), "新台币"),
    **dict.fromkeys(("澳门元", "澳门币"), "澳门元"),
    **dict.fromkeys(("日元", "日圆", "円", "日币"), "日元"),
    **dict.fromkeys(("日本銭", "日本钱"), "日本钱"),
    **dict.fromkeys(("欧元", "eur"), "欧元"),
    **dict.fromkeys(("英镑", "gbp"), "英镑"),
    **dict.fromkeys(("韩元", "韩圆", "韩币"), "韩元"),
    **dict.fromkeys(("澳元", "澳大利亚元", "澳币"), "澳元"),
    **dict.fromkeys(("加元", "加拿大元", "加币"), "加元"),
    **dict.fromkeys(("新加坡元", "新币", "新元"), "新加坡元"),
    **dict.fromkeys(("瑞士法郎", "瑞郎"), "瑞士法郎"),
    **{name: name for name in (
        "法郎 卢布 卢比 印度卢比 巴基斯坦卢比 泰铢 越南盾 印尼盾 印尼卢比 林吉特 马来西亚林吉特 马币 奈拉 比特币 "
        "以太币 瑞典克朗 挪威克朗 丹麦克朗 冰岛克朗 捷克克朗 克朗 墨西哥比索 菲律宾比索 阿根廷比索 智利比索 比索 "
        "新西兰元 纽币 南非兰特 兰特 土耳其里拉 里拉 里亚尔 伊朗里亚尔 迪拉姆 雷亚尔 巴西雷亚尔 第纳尔 科威特第纳尔 "
        "埃及镑 黎巴嫩镑 苏丹镑 叙利亚镑 爱尔兰镑 塔卡 缅元 基普 瑞尔 图格里克 朝鲜元 朝鲜圆 坚戈 格里夫纳 兹罗提 福林 "
        "列弗 列伊 库纳 先令 肯尼亚先令 马克 德国马克 里尔 谢克尔 新谢克尔 克瓦查 塞地 比尔"
    ).split()},
}  # fmt: skip
SYMBOLS: dict[str, str] = {
    "¥": "元", "￥": "元", "us$": "美元", "hk$": "港元", "nt$": "新台币", "a$": "澳元", "c$": "加元",
    "$": "美元", "€": "欧元", "£": "英镑", "₩": "韩元", "₽": "卢布", "₹": "印度卢比", "฿": "泰铢", "₿": "比特币",
}  # fmt: skip
SUBUNITS: dict[str, int] = {
    "角": 10,
    "毛": 10,
    "分": 100,
    "美分": 100,
    "毛钱": 10,
    "分钱": 100,
    "日本銭": 100,
    "日本钱": 100,
    "便士": 100,
    "欧分": 100,
    "港分": 100,
    "仙": 100,
    "厘": 1000,
}
STANDALONE_CURRENCIES = (
    "人民币", "美元", "日元", "欧元", "英镑", "港元", "港币", "台币", "新台币", "韩元", "卢布", "泰铢", "澳元", "加元", "瑞士法郎", "比特币",
)  # fmt: skip
"""Names that are nothing but a currency; 元 and 块 alone say nothing."""

DIMENSIONS: dict[str, str] = {
    # length
    **dict.fromkeys(("米", "公尺", "m"), "米"), **dict.fromkeys(("厘米", "公分", "cm"), "厘米"),
    **dict.fromkeys(("毫米", "公厘", "mm"), "毫米"), **dict.fromkeys(("千米", "公里", "km"), "公里"),
    **dict.fromkeys(("分米", "dm"), "分米"), **dict.fromkeys(("微米", "um", "μm"), "微米"),
    **dict.fromkeys(("纳米", "nm"), "纳米"), **dict.fromkeys(("里", "华里"), "里"),
    **dict.fromkeys(("英寸", "吋"), "英寸"), **dict.fromkeys(("英尺", "呎"), "英尺"),
    **{n: n for n in "尺 寸 丈 英里 海里 光年 码 皮米".split()},
    # area
    **dict.fromkeys(("平方米", "平米", "㎡", "m2", "m²", "平方公尺"), "平方米"),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "km²"), "平方公里"),
    **dict.fromkeys(("公顷", "ha"), "公顷"),
    **{n: n for n in "亩 英亩 平方厘米 平方分米 平方毫米 平方英尺 平方英寸 平方英里 平方尺".split()},
    # volume
    **dict.fromkeys(("立方米", "m3", "m³", "立方"), "立方米"),
    **dict.fromkeys(("升", "公升", "l"), "升"), **dict.fromkeys(("毫升", "ml", "cc"), "毫升"),
    **{n: n for n in "立方厘米 立方分米 立方毫米 立方公里 立方千米 立方英尺 立方英寸 加仑 品脱 夸脱 蒲式耳 分升 厘升 桶".split()},
    # weight
    **dict.fromkeys(("千克", "公斤", "kg"), "千克"), **dict.fromkeys(("克", "公克", "g"), "克"),
    **dict.fromkeys(("毫克", "mg"), "毫克"), **dict.fromkeys(("微克", "ug", "μg"), "微克"),
    **dict.fromkeys(("吨", "公吨", "t"), "吨"), **dict.fromkeys(("斤", "市斤"), "斤"),
    **dict.fromkeys(("克拉",), "克拉"), **dict.fromkeys(("盎司",), "盎司"), **dict.fromkeys(("磅", "lb"), "磅"),
    **{n: n for n in "两 钱 担 万吨 千吨".split()},
    # information
    **dict.fromkeys(("比特",), "比特"), **dict.fromkeys(("千比特", "kbit"), "千比特"), **dict.fromkeys(("兆比特", "mbit"), "兆比特"),
    **dict.fromkeys(("字节",), "字节"), **dict.fromkeys(("千字节", "kb"), "千字节"), **dict.fromkeys(("兆字节", "mb"), "兆字节"),
    **dict.fromkeys(("吉字节", "吉比特", "gb"), "吉字节"), **dict.fromkeys(("太字节", "tb"), "太字节"), **dict.fromkeys(("pb",), "拍字节"),
    # speed, power, frequency, angle and the rest
    **dict.fromkeys(("米每秒", "米/秒", "m/s"), "米/秒"),
    **dict.fromkeys(("公里每小时", "公里/小时", "千米每小时", "千米/小时", "km/h", "公里每时", "公里/时"), "公里/小时"),
    **dict.fromkeys(("赫兹", "赫", "hz"), "赫兹"), **dict.fromkeys(("千赫兹", "千赫", "khz"), "千赫兹"),
    **dict.fromkeys(("兆赫兹", "兆赫", "mhz"), "兆赫兹"), **dict.fromkeys(("吉赫兹", "吉赫", "ghz"), "吉赫兹"),
    **dict.fromkeys(("瓦", "瓦特", "w"), "瓦"), **dict.fromkeys(("千瓦", "kw"), "千瓦"), **dict.fromkeys(("兆瓦", "mw"), "兆瓦"),
    **dict.fromkeys(("千瓦时", "千瓦小时", "kwh"), "千瓦时"), **dict.fromkeys(("马力", "匹"), "马力"),
    **dict.fromkeys(("伏", "伏特", "v"), "伏"), **dict.fromkeys(("千伏", "kv"), "千伏"),
    **dict.fromkeys(("安培",), "安培"), **dict.fromkeys(("帕", "帕斯卡"), "帕"), **dict.fromkeys(("千帕", "kpa"), "千帕"), **dict.fromkeys(("兆帕", "mpa"), "兆帕"),
    **dict.fromkeys(("焦耳",), "焦耳"), **dict.fromkeys(("千焦", "kj"), "千焦"), **dict.fromkeys(("卡路里", "卡"), "卡"),
    **dict.fromkeys(("千卡", "大卡", "kcal"), "千卡"),
    **dict.fromkeys(("分贝", "db"), "分贝"), **dict.fromkeys(("牛顿",), "牛顿"), **dict.fromkeys(("摩尔", "mol"), "摩尔"), **dict.fromkeys(("像素",), "像素"),
}  # fmt: skip
SCALED_DIMENSIONS = tuple(
    "千比特 兆比特 千字节 兆字节 千瓦 千瓦时 千瓦小时 兆瓦 千赫兹 千赫 兆赫兹 兆赫 千克 千米 千伏 千帕 兆帕 千焦 千卡 千米每小时 千米/小时 千吨 万吨".split()
)
"""Units that begin with a scale: in 六千字节 the 千 belongs to the unit."""
