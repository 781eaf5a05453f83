"""Names of people: can this string be one?

For bylines and notices, where a name stands alone. Not for finding names in running text.
"""

import re

from nlp.segmentation import tag

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党"
    "翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养"
    "鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝肖闫涂仉岳帅缑亢况有商佘佴伯赏墨哈谯笪年爱阳佟覃代付兰楚揭岩闯税普楼官邸冶禚信原苑户但来智线缐由初才矫宝赫辜隋麦丛迟战敬邝庹苟降区岱展牟库门尉甯亓修历佀铁朴"
)
"""Single-character surnames: the Hundred Family Surnames and those since common in the census of 2020."""

COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 "
    "公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 闾丘 淳于 呼延 轩辕 拓跋".split()
)

_HAN = re.compile(r"[\u3400-\u9fff]+")
_MINORITY = re.compile(r"[\u3400-\u9fff]{1,12}(?:[·•・‧][\u3400-\u9fff]{1,12}){1,3}")
_STOP = frozenset(
    "如图 完 略 图 文 上接 下转 节选 摘编 节录 待续 连载 原创 转载 来源 资料 附图 见图 左图 右图 上图 下图 图略 附表 试行 修订 暂行 公章 盖章 签名 签字 简介 "
    "高中 初中 小学 应届 往届 全文 单位 方案 金额 万元 平方米 时间 地点 任务 路线 名单 安排 和谐 文明 明天 今天 节目 双减 成人 平安 高一 高二 高三 "
    "师德 师风 党建 廉洁 双语 国庆 元旦 春节 中秋 清明 宣传部 管理员 班主任 高级 通报".split()
)
_NOT_IN_NAME = re.compile(
    r"[的了是在和与及为将被把从到等们个这那有不也都就]|^[一二三四五六七八九十]|[局校室科组院委部报网台站]$"
)
_NAME_TAGS = ("nr", "x", "d", "nz")
"""Tags of words that may be names all the same: the dictionary has names of people, brands and odd entries under them."""


def is_name(text: str) -> bool:
    """Tell whether a string standing alone is a Chinese name: a surname and one or two characters, or a minority name with ·."""
    if _MINORITY.fullmatch(text):
        return True
    if not _HAN.fullmatch(text) or text in _STOP:
        return False
    if text[:2] in COMPOUND_SURNAMES and 3 <= len(text) <= 4:
        return True
    if not (2 <= len(text) <= 3 and text[0] in SURNAMES):
        # Two surnames joined (范徐丽泰, 张王惠玲) and names of four characters with a usual first one.
        return len(text) == 4 and text[0] in SURNAMES and text[1] in SURNAMES and not _is_word(text)
    return not _is_word(text)


def is_doubtful_name(text: str) -> bool:
    """Tell whether a string is built as a name but is a word as well (金发, 高原): one only among others or with a role."""
    return 2 <= len(text) <= 3 and text[0] in SURNAMES and bool(_HAN.fullmatch(text)) and text not in _STOP


def is_plain_name(text: str) -> bool:
    """Tell whether a string that a label or a role introduces can be a name or a pen name."""
    if _MINORITY.fullmatch(text):
        return True
    return 2 <= len(text) <= 4 and bool(_HAN.fullmatch(text)) and text not in _STOP and not _NOT_IN_NAME.search(text)


def _is_word(text: str) -> bool:
    words = tag(text)
    return len(words) == 1 and not words[0][1].startswith(_NAME_TAGS)
