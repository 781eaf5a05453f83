"""What a page prints around an article: counters, font sizes, print and share buttons, editors, neighbours, disclaimers.

Rules for single lines, written from how such sites are built. Not for choosing the body's element.
"""

from __future__ import annotations

import re

from scrapers.extraction.dates import find_date

# Lines that are furniture wherever they stand; matched against the whole line, so that sentences never are.
_FURNITURE = re.compile(
    r"""^[\s【\[((|·>>»]*(?:
      (?:浏览|阅读|点击|访问|查看)(?:次数|量|数|人数)?\s?[::]?\s?[\[((]?\s?\d*\s?(?:次|人)?[\]))]?
    | (?:字体|字号|文字大小)\s?[::]?.{0,24}
    | [\[【((]?\s?(?:特?大|中|小|默认)(?:\s?[\]】))|]?\s*[\[【((|]?\s?(?:特?大|中|小|默认)){1,3}\s?[\]】))]?
    | (?:打印|关闭|收藏|复制链接|返回顶部|返回列表|返回首页|我要纠错|分享|转发|评论|点赞|朗读|收听|听全文|下载客户端|关闭窗口|打印本页|打印本文|关闭本页|保护视力色?|语音播报|举报|首页|正文|查看原文|阅读原文|展开全文|阅读全文)
      (?:\s?[|·\]】\[【/]?\s?(?:打印|关闭|收藏|分享|评论|本页|窗口|此页|顶部|页面|微信|微博))*
    | (?:分享到|分享至|扫一扫|扫码|微信扫|用微信|打开微信|使用微信|手机扫描|扫描二维码).{0,40}
    | (?:上一?[篇条页]|下一?[篇条页]|前一篇|后一篇|上一则|下一则)\s?[::]?.{0,80}
    | (?:相关(?:新闻|文章|阅读|链接|推荐|附件|信息|报道|文档|稿件|解读|文件)|推荐阅读|热门(?:文章|新闻|推荐)|延伸阅读|更多(?:新闻|精彩)?|猜你喜欢|热点(?:新闻|排行)|最新(?:文章|新闻|更新)|为您推荐|精彩推荐)\s?[::>》]*
    | (?:当前|您(?:现在|当前)?(?:的|所在)?)位置\s?(?:是)?\s?[::].{0,120}
    | (?:版权|著作权)(?:所有|声明).{0,200}
    | (?:Copyright|©|主办单位|承办单位|技术支持|网站标识码|网站地图|联系我们|联系电话|网站管理|备案号|[\u4e00-\u9fa5]ICP备|[\u4e00-\u9fa5]公网安备).{0,160}
    | (?:免责声明|特别声明|声明|版权声明|凡本[网站](?:注明|转载)).{0,400}
    | (?:本文|文章|信息|稿件|新闻|内容)?(?:来源|出处|来源于)\s?[::]\s?\S{0,40}
    | (?:发布|更新|发表|创建|编辑|上传|录入|发文)?(?:时间|日期|于)\s?[::]\s?.{0,30}
    | \d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?
    | (?:责任编辑|责编|编辑|校对|审核|初审|复审|终审|一审|二审|三审|值班编委|监制|编审|审稿|校审|录入|发布人?|供稿|供图|网编|排版|美编|签发)(?:人|者)?\s?[::]\s?.{0,40}
    | (?:阅读原文|阅读|在看|赞|写留言|微信扫一扫|关注该公众号|轻点两下取消.{0,4}|继续滑动看下一个|预览时标签不可点|向上滑动看下一个|收录于.{0,20}|点击.{0,12}关注我们?.{0,6})\s?\d*
    | \S{0,60}\.(?:jpe?g|png|gif|bmp|webp|mp4)
    | [\-—=_*·•.。、|/\\><»«>\s\d]{1,40}
    | (?:附件|相关链接)\s?[::]?
    | var\s.{0,200}|function\s?\(.{0,200}|document\.\w.{0,200}
    )[\s】\]))|]*$""",
    re.X | re.I,
)
# From these lines on, what follows in the row is not the article.
_TAIL = re.compile(
    r"^[\s【\[((]*(?:相关(?:新闻|文章|阅读|链接|推荐|信息|报道|稿件|文档|解读)|推荐阅读|热门(?:文章|新闻|推荐)|延伸阅读|猜你喜欢|为您推荐|精彩推荐|上一篇|下一篇|网友评论|最新评论|发表评论"
    r"|我要评论|分享到|版权声明|免责声明|扫一扫在手机|扫一扫|热点排行|大家都在看|声明[::]|更多精彩)",
)
_TAIL_SENTENCE = re.compile(r"(?:本网|本站|凡|转载|版权).{0,60}(?:版权|转载|注明|侵权|来源|立场|观点|删除|不代表)")
_SENTENCE = re.compile(r"[,。;!?、…]")
_INFO_WORDS = re.compile(r"来源|作者|浏览|点击|字体|阅读|编辑|发布|访问")


def is_furniture(text: str) -> bool:
    """Whether a line is part of the page around an article, not of the article."""
    return len(text) <= 400 and bool(_FURNITURE.match(text))


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
