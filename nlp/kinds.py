"""Kind and education: what sort of item this is, and whether it is about education.

By rules of guidelines/TOPICS.md, "Beside the topics". Not for topics, which a trained model gives.
"""

import re

from nlp.normalisation import fold
from nlp.record import Article, Kind

_ADVERTISEMENT = re.compile(r"客户服务热线|风险提示|投资需谨慎|招生热线|抢购|优惠|扫码(?:报名|咨询)|咨询热线|名额有限|广告")
_NOTICE = re.compile(r"(?:公告|公示|通知|通告|告家长书|公开信|倡议书|简章|方案|公报|预算|决算|答复|复函|须知|一封信|意见|办法|规定|声明)$")
_FEATURE = re.compile(r"纪实|综述|侧记|——|总结|工作报告|实录|发布会")
_SCHOOL = re.compile(r"学校|学生|教师|小学|中学|幼儿园|教育局|教体局|校长|班主任|家长|课堂|校园|师生|教学|老师|孩子|大学|高考|入学")


def find_kind(article: Article) -> Kind:
    """Tell what sort of item an article is."""
    title, body = fold(article.title or ""), fold(article.body)
    if len(_ADVERTISEMENT.findall(title + body)) >= 2:
        return "advertisement"
    if _NOTICE.search(title):
        return "notice"
    if _FEATURE.search(title + fold(article.subtitle or "")) or len(body) > 1500:
        return "feature"
    if len(body) < 120 and not article.title:
        return "caption"
    return "news"


def find_education(article: Article) -> bool:
    """Tell whether an article is about schools, pupils, teachers or an education authority."""
    text = fold((article.title or "") + article.body)
    return len(_SCHOOL.findall(text)) * 120 >= len(text)
