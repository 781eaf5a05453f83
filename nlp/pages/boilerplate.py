"""Boilerplate: lines that a web page or a paper's electronic edition puts round its articles.

For telling them line by line, by what they say. Not for bylines and dates, which are read before they are taken out, and
not for advertisements, which are articles of their own kind.
"""

import re

MAX_LENGTH = 260
"""Longest line that can be boilerplate: licence notices reach 200 characters, paragraphs of articles start at that."""

_IMAGE = re.compile(
    r"(?:图片\s*:?\s*)?[^\s。,]{0,80}\s?\.(?:jpe?g|png|gif|bmp|webp|tiff?|mp4|pdf|docx?|xlsx?|zip|rar)(?:\s*\([^()]{0,20}\))?",
    re.I,
)
_BARE_MARKS = re.compile(r"[\s\[\]【】〔〕()|丨/\\<>《》»«›‹·•…—\-_=*#~^+:.,、。×✕☆★□■◆◇▼▲►◄↑↓→←]+")

_NAVIGATION = re.compile(
    r"(?:您|你)?(?:现在|当前|所在)的?(?:位置|页面)|^首\s*页\s*(?:[>》|/\-—→]|$|\s)|设为首页|加入收藏|网站地图|返回(?:首页|顶部|列表|目录|上页|上一页|搜狐|版面)|^(?:关闭|打印)(?:本页|窗口|页面)?$"
    r"|【?(?:打印|关闭|收藏)(?:本页|此页|本文|窗口|页面)?】|打印(?:本页|此页|本文)|关闭(?:本页|窗口)"
    r"|^[\s【\[<]*(?:上|下)一?(?:篇|条|页|版|期|则)[】\]>]?\s*(?:[:>]|$|\s)|^(?:上|下)一?(?:篇|条|页|版|期):"
    r"|^字(?:体|号)(?:大小)?\s*:|[【\[][大中小][】\]]|^\W*(?:大\s*中\s*小|小\s*中\s*大|放大\s*缩小.*|T\s?\|?\s?T|A[+-]\s*A[+-]?)\W*$"
    r"|分享(?:到|至)|一键分享|^分享:?$|扫(?:一扫|描|码)[^。]{0,14}(?:二维码|关注|手机|分享|查看|打开)|长按.{0,8}(?:识别|关注)|^(?:微信|微博|QQ空间|朋友圈|新浪微博)(?:\s|$)"
    r"|^(?:登录|注册|登陆)\s*[|/\s]\s*(?:注册|登录|登陆)|无障碍(?:浏览|阅读)?|长者(?:模式|专版)|^(?:繁體|简体|English|EN)(?:\s|$|\|)|站内搜索|^请输入(?:关键字|关键词|搜索)"
    r"|^(?:点赞|收藏|评论|在看|阅读原文|展开全文|全文|更多|更多>+|more|MORE)(?:\s*\d*)$|^(?:点击|浏览|阅读|访问)(?:次数|量|数|人次|率)?\s*:?\s*(?:\d*\s*次?|\[\d*\])$"
    r"|(?:浏览|点击|阅读)(?:次数|量|数)\s*:\s*\d*\s*次?|^(?:版面导航|标题导航|版面概览|本版(?:标题|导读|新闻|文章)?(?:导航|列表)?|往期回顾|按日期查询|数字报|电子报|版面图)(?:\s|$)"
    r"|^上一版\s*下一版|^\W*第?\s*[A-D]?\d{1,2}\s*版\s*:?\s*[^。,]{0,10}$|^[A-D]\d{2}\s*[^。,]{0,8}$|PDF版|语音(?:播报|朗读)|^朗读$|^(?:听新闻|播放|暂停)$|^(?:附件|相关附件)\s*:?$"
    r"|^(?:文章|稿件|内容)来源:?$|^(?:图片|附件)下载"
)
_IMPRINT = re.compile(r"(?:责任?编辑?|责编|编辑|主编|美编|版式|组版|校对|电话|热线|邮箱|值班\S{0,3}):")
_PAGE_STAFF = re.compile(r"(?:美编|版式|组版|电话|热线|邮箱):")
_COLUMN = re.compile(
    r"[\u3400-\u9fff]{0,4}(?:周刊|周报|导刊|专刊|专版|视窗)|图片新闻|图片报道|图说新闻|简讯|快讯|短讯|一句话新闻|新闻速递|校园快讯|综合新闻|教育动态|本版要闻|要闻"
)
_DESCRIBES = re.compile(r"(?:来源|作者|时间|日期|编辑|记者|通讯员|审核|供稿):\s*[^\s|]")
"""A line that also says who, when and whence is read before it is dropped."""
_LICENCE = re.compile(
    r"版权所有|版权及免责|版权声明|免责声明|[Cc]opyright|COPYRIGHT|©|\(C\)|ICP\s*[备证]|公网安备|网安备|网站标识码|备案(?:序?号|编号)|凡(?:本网|本站|注明)|(?:未经|请勿).{0,12}(?:转载|授权)|转载(?:请|时|须)(?:注明|必须|需)"
    r"|违法和?不良信息举报|举报(?:电话|邮箱)|(?:建议|推荐)使用.{0,20}(?:浏览器|分辨率)|技术支持\s*:|网站(?:主办|承办|管理|维护)|^(?:主办|承办|协办)单位?\s*:.{0,60}(?:教育|政府|委|局|报社|集团)|^(?:主管|主办|承办):"
    r"|仅代表作者(?:个人|本人)|不代表本(?:网|站|报)|本(?:网|站)(?:联系|转载|所有)|如有侵权|国内统一(?:连续出版物号|刊号)|^CN\s?\d{2}-\d{4}|邮发代号|新闻热线\s*:|投稿邮箱\s*:|(?:互联网)?新闻信息服务许可证|许可证(?:编)?号"
)
# One of these is in every licence line: looking for them first costs a twentieth of the pattern.
_LICENCE_WORDS = tuple(
    "版权 免责 opyright COPYRIGHT © (C) ICP 网安备 标识码 备案 注明 转载 授权 举报 "
    "浏览器 分辨率 支持 网站 主办 承办 协办 主管 代表 侵权 国内统一 CN 邮发 热线 投稿 许可证 本网 本站".split()
)
_RELATED = re.compile(
    r"\W*(?:延伸阅读|相关(?:阅读|新闻|链接|文章|推荐|报道|资讯|内容)|推荐(?:阅读|文章|新闻)|热门(?:文章|新闻|推荐|阅读|资讯)|热点(?:新闻|推荐|排行)|最新(?:文章|资讯|发布|动态)|猜你喜欢|大家都在看|精彩推荐|友情链接|(?:点击|阅读|新闻)排行|编辑推荐)\W*(?:更多\W*)?"
)
_TOKENS = re.compile(r"[\s|>/·]+")
_MENU_WORDS = frozenset(
    "首页 新闻 要闻 动态 公告 通知 公示 政务公开 信息公开 机构设置 机构概况 领导信息 办事服务 网上办事 互动交流 "
    "政民互动 专题专栏 教育新闻 教育要闻 教育动态 通知公告 基础教育 职业教育 学前教育 高等教育 县区动态 "
    "校园动态 学校动态 教育资讯 新闻中心 新闻动态 工作动态 图片新闻 视频新闻 政策法规 政策文件 招生考试 教师队伍 "
    "下载中心 联系我们 关于我们 在线服务 便民服务 登录 注册 搜索 国内 国际 社会 财经 体育 娱乐 科技 教育 健康 "
    "旅游 文化 房产 汽车 时政 评论 视频 图片 专题 党建 党建工作 正文 资讯 微信 微博 "
    "客户端 手机版 县市区 教育 学校风采 教研 德育 本地 理论 民生 法治 生活 数据 关注 更多".split()
)
# Two known words of a menu and two thirds of its short parts: no line of an article in the corpus has both.
_MENU_LEAST, _MENU_SHARE = 3, 0.6
_LIST_BULLET = re.compile(r"^[·•●○■□▪※◆>►]\s*")


def boilerplate_reason(text: str) -> str | None:
    """Say why a line is boilerplate: image, marks, column, imprint, navigation, licence; None if it is none."""
    if len(text) > MAX_LENGTH:
        return None
    if _BARE_MARKS.fullmatch(text):
        return "marks"
    if len(text) <= 10 and _COLUMN.fullmatch(text):
        return "column"
    if ":" in text and len(_IMPRINT.findall(text)) > 1 and _PAGE_STAFF.search(text):
        return "imprint"
    if "." in text and len(text) <= 130 and _IMAGE.fullmatch(text):
        return "image"
    if (
        len(text) <= _longest_navigation(text)
        and not _DESCRIBES.search(text)
        and (_NAVIGATION.search(text) or _is_menu(text))
    ):
        return "navigation"
    if any(word in text for word in _LICENCE_WORDS) and _LICENCE.search(text) and not _is_prose(text):
        return "licence"
    return None


def _longest_navigation(text: str) -> int:
    """A whole sentence is a call to scan a code at most; longer ones that mention it belong to the article."""
    return 24 if text.endswith("。") else 70


def opens_related(text: str) -> bool:
    """Tell whether a line heads a list of links to other articles."""
    return len(text) <= 20 and _RELATED.fullmatch(text) is not None


def is_link(text: str) -> bool:
    """Tell whether a line under such a heading can be one of the links: short and no sentence."""
    return len(text) <= 60 and not text.endswith(("。", "!", ";", ","))


def _is_menu(text: str) -> bool:
    parts = [part for part in _TOKENS.split(text) if part]
    if len(parts) < _MENU_LEAST:
        return False
    known = sum(part in _MENU_WORDS for part in parts)
    return known >= 2 and known >= _MENU_SHARE * len(parts)


def _is_prose(text: str) -> bool:
    """A sentence of an article that speaks of copyright or hotlines is no licence line."""
    return text.count("。") + text.count(",") >= 2 and not re.match(
        r"\W*(?:【|版权|免责|凡|本网|本站|声明|特别声明|转载|来源)", text
    )
