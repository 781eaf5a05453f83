"""What a page prints around an article: counters, font sizes, print and share buttons, editors, neighbours.

Rules for single lines (folded text), written from how such sites are built. Not for choosing the body's element.
"""

from __future__ import annotations

import re

from scrapers.extraction.dates import find_date

_BUTTON = (
    r"打印(?:本[页文]|此页|页面)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本[页文])?|复制链接|返回(?:顶部|列表|首页|上页)?|我要(?:纠错|分享|收藏|打印|评论)"
    r"|分享|转发|评论|点赞|朗读|收听|听全文|下载客户端|保护视力色?|语音播报|播报|举报|首页|查看原文|阅读原文|展开全文|阅读全文|纠错|字号|放大|缩小|默认|正常|超大|微信|微博|新浪微博|腾讯微博|qq空间|qq好友|qq|朋友圈|更多|推荐|赞|踩"
    r"|加入收藏|推荐给朋友|发送给好友|tt|t|a\+|a-|大|中|小|特大|rss|share|print"
)
# Furniture wherever it stands: no sentence of an article consists of these words only.
_ALWAYS = re.compile(
    rf"""^[\s【\[(|·>》»/:,-]*(?:
      (?:(?:本页|文章|新闻|您是第)?(?:浏览|阅读|点击|访问|查看|人气|热度)(?:次数|量|数|人数|率)?\s?:?\s?[\[(]?\s?[\d.]*\s?万?\+?(?:人次|次|人)?[\])]?\s?)++
    | (?:(?:字体|字号|文字)(?:大小|设置)?\s?:?\s?)?(?>(?>[【\[(]?\s?(?:{_BUTTON})\s?[】\])]?[\s|·/:>]*){{1,12}})
    | (?:字体|字号|文字大小)\s?:.{{0,24}}
    | (?:分享到|分享至|分享让|扫一扫|扫码|微信扫|用微信|打开微信|使用微信|手机扫描|扫描二维码|微信扫一扫)[^。]{{0,40}}
    | (?:上一?[篇条页则]|下一?[篇条页则]|前一[篇条]|后一[篇条])\s?[::»>].{{0,80}}
    | (?:当前|您(?:现在|当前)?(?:的|所在)?|现在)(?:的)?位置\s?(?:是)?\s?:.{{0,120}}
    | (?:copyright|©|网站标识码|网站地图|备案号|[\u4e00-\u9fa5]icp备|[\u4e00-\u9fa5]公网安备).{{0,200}}
    | (?:在看|写留言|关注该公众号|轻点两下取消.{{0,4}}|继续滑动看下一个|预览时标签不可点|向上滑动看下一个|收录于.{{0,20}}|点击.{{0,12}}关注我们?.{{0,6}})\s?\d*
    | (?:共\s?\d+\s?页|第\s?\d+\s?页|[\[(]?\d{{1,3}}[\])]?|首页|上一?页|下一?页|尾页|末页|\.{{2,3}})(?:[\s,/|](?:共\s?\d+\s?页
        |[\[(]?\d{{1,3}}[\])]?|首页|上一?页|下一?页|尾页|末页|\.{{2,3}}))*
    | \S{{0,60}}\.(?:jpe?g|png|gif|bmp|webp|mp4)
    | [-—=_*·•.。、|/\\><»«\s\d]{{1,40}}
    | 正文|-*\s?(?:end|the end|完|全文完)\s?-*|返回.{{0,8}},\s?查看更多|点击(?:蓝字|上方|关注).{{0,20}}|(?:往期|精彩)(?:推荐|回顾|精选|内容)?
    | var\s.{{0,200}}|function\s?\(.{{0,200}}|document\.\w.{{0,200}}|\$\(.{{0,200}}
    )[\s】\])|]*$""",
    re.X | re.I,
)
# Furniture before the text begins and after it ends; in the middle of a notice such lines are the notice.
_EDGE = re.compile(
    r"""^[\s【\[(|·>》»]*(?:
      (?:本文|文章|信息|稿件|新闻|内容|供稿)?(?:来源|出处|来源于)\s?:\s?\S{0,40}
    | (?:发布|更新|发表|创建|编辑|上传|录入|发文|成文)?(?:时间|日期|于)\s?:\s?.{0,30}
    | (?:责任编辑|责编|编辑|校对|审核|初审|复审|终审|[一二三]审|值班编委|监制|编审|审稿|校审|录入|发布|供稿|供图|网编|排版|美编|签发|作者
        |记者|通讯员|撰稿|文字|图片|摄影|信息员|发布人|发布者|上传者|联系编辑|值班编辑|新媒体编辑)(?:人|者|员)?\s?[:/].{0,60}
    | (?:版权|著作权)(?:所有|声明).{0,200}
    | (?:主办单位|承办单位|技术支持|联系我们|网站管理|主办|承办|地址|邮编|邮政编码)\s?:.{0,160}
    | (?:免责声明|特别声明|声明|版权声明|凡本[网站](?:注明|转载)).{0,400}
    | (?:相关(?:新闻|文章|阅读|链接|推荐|附件|信息|报道|文档|稿件|解读|文件)|推荐阅读|热门(?:文章|新闻|推荐)|延伸阅读|更多(?:新闻|精彩)?
        |猜你喜欢|热点(?:新闻|排行)|最新(?:文章|新闻|更新)|为您推荐|精彩推荐)\s?[:>》]*
    | 附件\s?:?
    | (?:相关链接|标签|关键词|关键字|tags?|分类|栏目|分享|阅读原文|原标题|稿源)\s?:.{0,80}
    | 《.{2,20}》\s?\(.{6,24}版?\)
    | .{0,30}\d{1,2}-\d{1,2}\s\d{1,2}:\d{2}(?::\d{2})?
    | (?:点击|浏览|阅读)(?:次数|量|数)?\s?:.{0,20}
    )[\s】\])|]*$""",
    re.X | re.I,
)
_BARE_DATE = re.compile(
    r"^\s*\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*$"
)
# From these lines on, what follows in the row is not the article.
_TAIL = re.compile(
    r"^[\s【\[(■●]*(?:相关(?:新闻|文章|阅读|链接|推荐|信息|报道|稿件|文档|解读)|推荐阅读|热门(?:文章|新闻|推荐)|延伸阅读|猜你喜欢|为您推荐|精彩推荐|上一[篇条则]|下一[篇条则]|网友评论|最新评论|发表评论|全部评论|评论区"
    r"|我要评论|分享到|版权声明|免责声明|特别声明|扫一扫在手机|扫一扫|热点排行|大家都在看|声明:|更多精彩|热点新闻|新闻排行|图片新闻|最新文章|友情链接|网站声明|往期(?:推荐|回顾|精彩|精选)|微信扫一扫|特别提醒:|本文(?:来源|转载)自?:)",
)
_TAIL_SENTENCE = re.compile(r"(?:本网|本站|凡|转载|版权|稿件).{0,60}(?:版权|转载|注明|侵权|来源|立场|观点|删除|不代表)")
_SENTENCE = re.compile(r"[,。;!?、…]")
_INFO_WORDS = re.compile(r"来源|作者|浏览|点击|字体|阅读|编辑|发布|访问|记者|次数")


def is_furniture(text: str) -> bool:
    """Whether a line is part of the page around an article wherever it stands."""
    return len(text) <= 400 and bool(_ALWAYS.match(text))


def is_edge_furniture(text: str) -> bool:
    """Whether a line before or after the text is about the article, not of it."""
    return len(text) <= 400 and bool(_ALWAYS.match(text) or _EDGE.match(text))


def is_bare_date(text: str) -> bool:
    """Whether a line is a date and nothing else: above the text the page's, below it the signature's."""
    return len(text) <= 40 and bool(_BARE_DATE.match(text))


def begins_tail(text: str) -> bool:
    """Whether nothing that follows this line belongs to the article."""
    return len(text) <= 300 and bool(_TAIL.match(text) or (_TAIL_SENTENCE.search(text) and "本报讯" not in text))


def count_sentence_marks(text: str) -> int:
    """Count the punctuation marks that running text has and menus lack."""
    return len(_SENTENCE.findall(text))


def is_info_line(text: str) -> bool:
    """Whether a line is the one of date, source and counters between headline and text."""
    found = find_date(text) if len(text) <= 160 else None
    if not found:
        return False
    return found[1] or (bool(_INFO_WORDS.search(text)) and "。" not in text)
