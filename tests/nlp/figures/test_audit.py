"""Whether figures agree: decided ones are found, open ones are left alone."""

import pytest

from nlp.figures import audit_figures, extract_figures
from nlp.record import AuditFinding


def _audit(text: str, title: str | None = None) -> list[AuditFinding]:
    return audit_figures(extract_figures(text, title), text, title)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("有90所学校开展课后服务,小学有70所,中学20所。", "part-whole"),
        ("梳理问题50余个,已完成整改45个,占比90%。", "share"),
        ("收集问题97个,已解决问题63个。", "at-most"),
        ("学生由1475人上升到2272人。", "from-to"),
        ("全县在校学生1342万人,比上年增加51万人,增长3.95%。", "growth"),
        ("参训教师2310人,投入培训经费92.4万元,人均400元。", "mean"),
        ("资助86名特困新生,每人3000元,共25.8万元。", "product"),
    ],
)
def test_agreement_is_recorded_with_its_arithmetic(text: str, check: str) -> None:
    found = [finding for finding in _audit(text) if finding.check == check]
    assert found
    assert all(finding.holds and finding.detail for finding in found)


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("有90所学校开展课后服务,小学有70所,中学30所。", "part-whole"),
        ("全校教师120人,其中男教师50人,女教师60人。", "part-whole"),
        ("梳理问题50余个,已完成整改45个,占比70%。", "share"),
        ("梳理98项问题,日前已经完成93.1%。", "percent-of-count"),
        ("故障率从8.7%上升到3.2%。", "from-to"),
        ("全县在校学生1342万人,比上年增加51万人,增长4.95%。", "growth"),
        ("参训教师2310人,投入培训经费92.4万元,人均500元。", "mean"),
        ("资助86名特困新生,每人3000元,共35.8万元。", "product"),
    ],
)
def test_disagreement_is_found(text: str, check: str) -> None:
    assert check in [finding.check for finding in _audit(text) if not finding.holds]


@pytest.mark.parametrize(
    "text",
    [
        "全县学校120所,其中小学60所、初中20所。",
        "举办讲座12场,走访家庭30户,慰问教师8人。",
        "学生6.91万人,占92.88%。",
        "省级示范园由380元调整为350元。",
        "教师86名,其中校长2名,占符合条件校长的16%。",
        "发放图书3000册,受益学生1200人,人均锻炼1小时。",
    ],
)
def test_it_is_silent_where_it_cannot_know(text: str) -> None:
    assert [finding for finding in _audit(text) if not finding.holds] == []


def test_the_headline_is_compared_with_the_body() -> None:
    body = "今年,全县新建幼儿园12所,新增学位3600个。"
    [agreeing] = [finding for finding in _audit(body, "新建幼儿园12所") if finding.check == "headline"]
    [differing] = [finding for finding in _audit(body, "新建幼儿园15所") if finding.check == "headline"]
    assert (agreeing.holds, differing.holds) == (True, False)


@pytest.mark.parametrize(
    ("title", "text", "failed"),
    [
        # a headline rounds to the digits that it prints
        ("一声哨响 六百名师生撤到操场", "3分12秒后,602名师生全部到达操场。", []),
        ("一声哨响 七百名师生撤到操场", "3分12秒后,602名师生全部到达操场。", ["headline"]),
        # the rate is of another matter than the two ends before it
        (None, "打瞌睡的比例由27%降到9%,课堂主动发言次数增加了三成多。", []),
        (None, "教师由80人增加到120人,增长40%。", ["growth"]),
    ],
)
def test_alarms_only_where_the_words_decide(title, text, failed):
    findings = audit_figures(extract_figures(text, title), text, title)
    assert [finding.check for finding in findings if not finding.holds] == failed
