"""The single rules: dates, names, site suffixes, furniture, and what must not be mistaken for it."""

import pytest

from scrapers import extract
from scrapers.extraction.boilerplate import begins_tail, is_edge_furniture, is_furniture
from scrapers.extraction.dates import date_in_address, find_date, parse_date
from scrapers.extraction.names import find_bylines
from scrapers.extraction.titles import strip_site


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-05-06", "2023-05-06"),
        ("2023年5月6日 9:07", "2023-05-06T09:07:00"),
        ("2023/5/6 09:07:31", "2023-05-06T09:07:31"),
        ("2023.05.06", "2023-05-06"),
        ("20230506", "2023-05-06"),
        ("2023-05-06 00:00:00", "2023-05-06"),
        ("2023-05-06T09:07:31+08:00", "2023-05-06T09:07:31+08:00"),
        ("2023-05-06T09:07:31.000+0800", "2023-05-06T09:07:31+08:00"),
        ("2023年5月6日 星期六 09:07", "2023-05-06T09:07:00"),
        ("2023-13-06", None),
        ("2023-02-30", None),
        ("昨天", None),
    ],
)
def test_parse_date(text, value):
    assert parse_date(text) == value


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("发布时间:2023-05-06 10:20 来源:云溪县教育局", ("2023-05-06T10:20:00", True)),
        ("日期:2023-05-06", ("2023-05-06", True)),
        ("云溪教育 2023-05-06", ("2023-05-06", False)),
        ("截止时间:2023-05-06 发布时间:2023-04-01", ("2023-04-01", True)),
        ("活动时间:2023-05-06", None),
        ("2025 10/09 09:00:00 来源", ("2025-10-09T09:00:00", False)),
        ("电话 2023-0506789", None),
    ],
)
def test_find_date(line, found):
    assert find_date(line) == found


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/jydt/202305/t20230506_1234.html", "2023-05-06"),
        ("http://a.gov.cn/art/2023/5/6/art_12_34.html", "2023-05-06"),
        ("http://paper.cn/html/2023-05/06/content_1.htm", "2023-05-06"),
        ("http://a.cn/info/1009/2345.htm", None),
        (None, None),
    ],
)
def test_date_in_address(url, day):
    assert date_in_address(url) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 王芳 通讯员 李明 赵敏", [("王芳", "记者"), ("李明", "通讯员"), ("赵敏", "通讯员")]),
        ("发布时间:2023-05-06 作者:周晓岚浏览次数:128次", [("周晓岚", "作者")]),
        ("责任编辑:王 芳", [("王芳", "责任编辑")]),
        ("一审:任书瑶 二审:祝长安", [("任书瑶", "一审"), ("祝长安", "二审")]),
        ("作者:办公室", []),
        ("作者:云溪县教育局", []),
        ("作者:admin 来源:本站", []),
        ("编辑整理了一份材料", []),
        ("经审核通过的学校有十二所", []),
    ],
)
def test_find_bylines(line, names):
    assert [(byline.name, byline.role) for byline in find_bylines(line)] == names


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("云溪县召开教育大会_云溪县教育局", "云溪县召开教育大会"),
        ("云溪县召开教育大会-教育动态-云溪县人民政府网站", "云溪县召开教育大会"),
        ("云溪县召开教育大会 | 云溪日报", "云溪县召开教育大会"),
        ("云溪县召开教育大会--要闻--云溪新闻网", "云溪县召开教育大会"),
        ("2024-2025学年工作总结", "2024-2025学年工作总结"),
        ("学党史-办实事:一位校长的日记", "学党史-办实事:一位校长的日记"),
    ],
)
def test_site_names_leave_the_title(tag, title):
    assert strip_site(tag) == title


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数:128次", "字体:[大 中 小]", "【字号:大 中 小】", "打印本页 关闭窗口", "上一篇:云溪县召开会议", "分享到:微信 微博",
        "当前位置:首页 > 教育动态 > 正文", "微信图片_20231127095847.jpg", "共3页 1 2 3 下一页", "阅读 1.2万", "-END-",
        "返回首页,查看更多",
    ],
)  # fmt: skip
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "学校打印了三千份宣传单,分发给家长。", "上一篇作文得了满分的同学又交来一篇。", "小学", "大家都说好。", "中学120人", "时间:12月5日上午9时",
        "地点:县一中报告厅", "联系电话:0000-0000000", "一、提高认识", "2023年5月6日", "编辑部收到读者来信后,派人到学校了解情况。",
    ],
)  # fmt: skip
def test_lines_of_an_article_are_no_furniture(line):
    assert not is_furniture(line)


def test_edges():
    assert is_edge_furniture("责任编辑:赵敏")
    assert is_edge_furniture("来源:云溪县教育局")
    assert begins_tail("相关阅读")
    assert begins_tail("声明:本站转载此文出于传递更多信息之目的,并不代表赞同其观点")
    assert not begins_tail("相关负责人表示,今年将再新建三所学校。")


def test_notice_keeps_its_lines_and_signature():
    page = """<html><head><title>关于组织教师体检的通知</title></head><body><h1>关于组织教师体检的通知</h1><div class="content">
    <p>各中小学:</p><p>经研究,定于近期组织全县教师体检,有关事项通知如下。</p><p>时间:12月5日至9日。</p><p>地点:县人民医院。</p>
    <p align="right">云溪县教育局</p><p align="right">2025年11月20日</p></div></body></html>"""
    assert extract(page).paragraphs[2:] == ["时间:12月5日至9日。", "地点:县人民医院。", "云溪县教育局", "2025年11月20日"]


def test_doubly_encoded_entities_are_undone():
    page = "<h1>一堂公开课的故事</h1><div><p>&amp;ldquo;同学们好。&amp;rdquo;&amp;nbsp;老师走上讲台,&amp;#24320;始了这一节公开课。</p></div>"
    assert extract(page).paragraphs == ["“同学们好。” 老师走上讲台,开始了这一节公开课。"]


def test_table_rows_are_lines():
    rows = "".join(f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("学段", "人数"), ("小学", "120"), ("初中", "80")))
    page = f"<h1>招生计划公布</h1><div id='zoom'><p>现将今年的招生计划公布如下,请家长知悉。</p><table>{rows}</table></div>"
    assert extract(page).paragraphs[1:] == ["学段 人数", "小学 120", "初中 80"]


def test_maketime_is_no_publication_time():
    page = '<meta name="Maketime" content="2026-01-01 08:00:00"><h1>一堂公开课的故事</h1><p>老师走上讲台,开始了这一节公开课,同学们听得很认真。</p>'
    assert extract(page).published is None


def test_address_gives_the_day_when_nothing_else_does():
    page = "<h1>一堂公开课的故事</h1><p>老师走上讲台,开始了这一节公开课,同学们听得很认真。</p>"
    assert extract(page, "http://a.cn/202305/t20230506_1.html").published == "2023-05-06"


def test_kicker_and_subtitle_stand_beside_the_title():
    page = """<div><h3>家门口的好学校</h3><h2>云溪县三年新建九所学校</h2><h3>——布局调整一线见闻</h3></div>
    <div class="content"><p>三年来,云溪县新建九所学校,新增学位一万二千个,大班额全部化解。</p></div>"""
    article = extract(page)
    assert (article.kicker, article.title, article.subtitle) == ("家门口的好学校", "云溪县三年新建九所学校", "——布局调整一线见闻")
