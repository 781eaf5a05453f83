"""A small labelled corpus of the test's own: four cities, three topics, quick to learn from."""

import pytest

from corpora.labelled import LabelledArticle, LabelledPlace
from models.classifier import TopicClassifier
from models.training import train_classifier

STORIES = {
    "volunteering": [
        "红马甲们清晨来到{place}的河边，弯腰捡拾垃圾。",
        "{place}的教师志愿者陪孤寡老人聊了一下午。",
        "志愿服务队在{place}的路口引导行人过街。",
    ],
    "safety-drills": [
        "警报声响起，{place}的孩子们捂住口鼻跑向操场。",
        "消防员教{place}的学生使用灭火器。",
        "{place}小学讲了一节防溺水安全课。",
    ],
    "school-consolidation": [
        "{place}的两个教学点并入中心校，师生一起搬走。",
        "秋季起{place}村小停办，学生分流到镇上。",
        "{place}撤并了三所小规模学校，新开校车线路。",
    ],
}
PLACES = (("河南省", "安阳市"), ("陕西省", "汉中市"), ("福建省", "南平市"), ("吉林省", "通化市"))


def build_article(number: int, topics: list[str], paragraphs: list[str], place: tuple[str, str]) -> LabelledArticle:
    """Make a labelled article; every paragraph is evidence of the topic of its own place in the list."""
    return LabelledArticle(
        id=f"t-{number:03}",
        title="教育简讯",
        paragraphs=paragraphs,
        place=LabelledPlace(province=place[0], city=place[1], district=None),
        source="测试",
        source_kind="bureau",
        level="city",
        kind="news",
        education=True,
        year=2023,
        topics=topics,
        evidence={code: [index] for index, code in enumerate(topics)},
        hard_negative=False,
    )


def build_corpus() -> list[LabelledArticle]:
    articles: list[LabelledArticle] = []
    for place in PLACES:
        for code, stories in STORIES.items():
            for story in stories:
                paragraphs = [story.format(place=place[1]), "活动结束后，大家各自回家。"]
                articles.append(build_article(len(articles), [code], paragraphs, place))
        articles.append(build_article(len(articles), [], [f"{place[1]}公布了本年度决算。"], place))
    return articles


@pytest.fixture(scope="session")
def corpus() -> list[LabelledArticle]:
    return build_corpus()


@pytest.fixture(scope="session")
def classifier(corpus: list[LabelledArticle]) -> TopicClassifier:
    return train_classifier(corpus)
