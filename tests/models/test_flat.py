"""Classifiers of any taxonomy: reading, learning, measuring, and what is refused."""

from pathlib import Path

import pytest

from models.flat import FlatClassifier, train_flat
from models.flat_data import FlatData, detect_format, drop_conflicts, load_flat
from models.flat_evaluation import evaluate_flat
from nlp.errors import CorpusError

HEADLINES = {
    "体育": ["主队客场两球取胜", "女排三局横扫对手", "新秀砍下三十分率队取胜", "马拉松周日开跑", "国足公布集训名单"],
    "财经": ["央行下调存款利率", "两市成交额突破万亿", "基金公司披露季报", "银行理财产品利率走低", "股指午后震荡走高"],
    "教育": ["中考成绩今日公布", "高校公布招生计划", "小学课后服务全覆盖", "考研报名人数下降", "家长会讨论作业负担"],
}


@pytest.fixture
def data() -> FlatData:
    pairs = [(text, (name,)) for name, texts in HEADLINES.items() for text in texts]
    return FlatData([text for text, _ in pairs], [labels for _, labels in pairs])


@pytest.fixture
def several() -> FlatData:
    texts = [text for texts in HEADLINES.values() for text in texts]
    labels = [(name,) for name, texts in HEADLINES.items() for _ in texts]
    both = [f"{sport}，{money}" for sport, money in zip(HEADLINES["体育"], HEADLINES["财经"], strict=True)]
    return FlatData([*texts, *both, "今天天气晴"], [*labels, *[("体育", "财经")] * len(both), ()])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_and_json_lines_read_the_same(tmp_path: Path) -> None:
    table = load_flat(write(tmp_path / "a.tsv", "女排取胜\t体育\n\n利率走低\t财经,教育\n"))
    lines = load_flat(
        write(
            tmp_path / "a.jsonl",
            '{"text": "女排取胜", "label": "体育"}\n{"text": "利率走低", "labels": ["财经", "教育"]}\n',
        )
    )
    assert table == lines == FlatData(["女排取胜", "利率走低"], [("体育",), ("财经", "教育")])
    assert not table.single
    assert table.names == ("体育", "教育", "财经")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "女排取胜\t体育\n没有标签\n", "line 2: no tab"),
        ("a.tsv", " \t体育\n", "line 1: the text is empty"),
        ("a.tsv", "", "no labelled texts"),
        ("a.jsonl", "{\n", "line 1: not JSON"),
        ("a.jsonl", '{"label": "体育"}\n', 'line 1: no "text"'),
        ("a.jsonl", '{"text": "女排"}\n', 'line 1: no "label"'),
        ("a.jsonl", '["女排"]\n', 'line 1: no "text"'),
    ],
)
def test_a_line_that_is_no_example_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        load_flat(write(tmp_path / name, text))


@pytest.mark.parametrize("content", [b"\xb2\xe2\xca\xd4\t1\n", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"a\.tsv"):
        load_flat(path)
    with pytest.raises(CorpusError, match=r"a\.tsv"):
        detect_format(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [('{"id": "a", "paragraphs": ["一"]}', "articles"), ('{"text": "一", "label": "b"}', "flat"), ("一\tb", "flat")],
)
def test_the_format_shows_in_the_first_line(tmp_path: Path, text: str, expected: str) -> None:
    assert detect_format(write(tmp_path / "a.jsonl", f"\n{text}\n")) == expected
    assert detect_format(tmp_path) == "articles"


def test_single_labels_are_learnt(data: FlatData) -> None:
    classifier = train_flat(data)
    assert classifier.single_
    assert classifier.predict(["女排客场取胜", "银行利率下调", "小学招生"]) == [("体育",), ("财经",), ("教育",)]
    assert classifier.predict([]) == []


def test_several_labels_are_learnt(several: FlatData) -> None:
    classifier = train_flat(several)
    result = evaluate_flat(classifier, several)
    assert not classifier.single_
    assert set(classifier.predict([several.texts[15]])[0]) == {"体育", "财经"}
    assert result.accuracy >= 0.9


def test_the_measures_are_of_what_was_given(data: FlatData) -> None:
    classifier = train_flat(data)
    wrong = FlatData([*HEADLINES["体育"][:3], HEADLINES["财经"][0]], [("体育",), ("体育",), ("教育",), ("财经",)])
    result = evaluate_flat(classifier, wrong)
    assert result.accuracy == result.micro_f1 == 0.75
    assert result.confusions == [("教育", "体育", 1)]
    assert {score.code: (score.precision, score.recall) for score in result.labels} == {
        "体育": (pytest.approx(2 / 3), 1.0),
        "教育": (0.0, 0.0),
        "财经": (1.0, 1.0),
    }
    assert result.intervals["accuracy"].lower <= 0.75 <= result.intervals["accuracy"].upper


def test_rows_of_dev_are_not_learnt_from(data: FlatData) -> None:
    kept = data.without(FlatData(["中考成绩今日公布"], [("教育",)]))
    assert len(kept.texts) == len(data.texts) - 1
    with pytest.raises(CorpusError, match="same label"):
        train_flat(data, dev=FlatData(data.texts[5:], data.labels[5:]))


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [
        (["一", "二", "三"], [("甲",)] * 3, "same label"),
        (
            ["一", "二", "三", "四", "五"],
            [("甲",), ("甲",), ("乙",), ("乙",), ("丙",)],
            r"fewer than 2 texts.*丙 \(1\)",
        ),
        (["一", "一", "三", "四"], [("甲",), ("乙",), ("乙",), ("甲",)], "2 of 4 texts occur again with other labels"),
    ],
)
def test_what_cannot_be_learnt_is_refused(texts: list[str], labels: list[tuple[str, ...]], message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        train_flat(FlatData(texts, labels))


def test_a_label_of_dev_without_examples_is_refused(data: FlatData) -> None:
    with pytest.raises(CorpusError, match=r"房产 \(0\)"):
        train_flat(data, dev=FlatData(["楼盘开售"], [("房产",)]))


def test_a_label_that_the_model_never_learnt_is_refused(data: FlatData) -> None:
    with pytest.raises(CorpusError, match="never learnt: 房产"):
        evaluate_flat(train_flat(data), FlatData(["楼盘开售"], [("房产",)]))


def test_a_few_conflicting_rows_among_many_are_left_out() -> None:
    texts = [f"第{number}条新闻" for number in range(3000)]
    labels = [("甲",) if number % 2 else ("乙",) for number in range(3000)]
    data = FlatData([*texts, texts[0]], [*labels, ("丙",)])
    assert drop_conflicts(data).texts == texts[1:]


def test_the_same_text_twice_with_the_same_labels_is_no_conflict() -> None:
    data = FlatData(["一", "一"], [("甲", "乙"), ("乙", "甲")])
    assert drop_conflicts(data) == data


def test_many_texts_are_classified_in_batches(data: FlatData, monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = FlatClassifier(min_df=1).fit(data.texts, data.labels)
    whole = classifier.predict(data.texts)
    monkeypatch.setattr("models.flat.BATCH", 4)
    assert classifier.predict(data.texts) == whole
