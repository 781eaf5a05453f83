"""The divisions of GB/T 2260: codes and names, those in force and those abolished.

For looking names up; which district an article is about is decided in ``places``. The table is made by
``tools/divisions`` from open tables and holds facts only.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

TABLE = "data/divisions.tsv"
_NOT_A_NAME = ("市辖区", "县", "省直辖", "自治区直辖")
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|"
    "毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|珞巴|基诺|各"
).split("|")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: six-digit code, full name, level (1 province, 2 city, 3 county), last year where it was abolished."""

    adcode: str
    name: str
    level: int
    last_year: int | None

    @property
    def short(self) -> str:
        """The name without its kind: 咸安 for 咸安区, 门源 for 门源回族自治县; the name itself where one character would be left."""
        return _shorten(self.name)


@cache
def load_divisions() -> dict[str, Division]:
    """Read the table: the divisions by code; an abolished one only where no later one took its code."""
    lines = resources.files("nlp").joinpath(TABLE).read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    rows.sort(key=lambda row: (row[3] == "", row[3]))
    return {
        code: Division(code, name, _level(code), int(last) if last else None)
        for code, name, _, last in rows
        if not name.startswith(_NOT_A_NAME) or name in ("县级市",)
    }


@cache
def load_names() -> dict[str, list[Division]]:
    """Return every full name with its divisions, those in force first."""
    names: dict[str, list[Division]] = defaultdict(list)
    for division in load_divisions().values():
        names[division.name].append(division)
    for divisions in names.values():
        divisions.sort(key=lambda one: (one.last_year is not None, one.adcode))
    return dict(names)


def city_of(division: Division) -> Division | None:
    """Return the prefecture-level division above; for a municipality's district the municipality, else null."""
    table = load_divisions()
    return table.get(division.adcode[:4] + "00") if division.level == 3 else (division if division.level == 2 else None)


def province_of(division: Division) -> Division:
    """Return the province-level division above."""
    return load_divisions()[division.adcode[:2] + "0000"]


def describe_district(adcode: str | None) -> str:
    """Return the names of a division and those above it, as context for its articles; nothing for an unknown code."""
    division = load_divisions().get(adcode or "")
    if division is None:
        return ""
    city = city_of(division)
    return f"{province_of(division).name} {city.name if city else ''} {division.name}"


def _level(code: str) -> int:
    if code.endswith("0000"):
        return 1
    return 2 if code.endswith("00") else 3


def _shorten(name: str) -> str:
    short = name
    for kind in ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "林区", "特区", "新区", "矿区"):
        if short.endswith(kind):
            short = _strip_peoples(short.removesuffix(kind))
            break
    else:
        short = short[:-1] if short[-1] in "省市县区旗盟" else short.removesuffix("地区")
    return short if len(short) > 1 else name


def _strip_peoples(name: str) -> str:
    stripped = True
    while stripped:
        stripped = False
        for people in _PEOPLES:
            for form in (f"{people}族", people):
                if name.endswith(form) and len(name) > len(form) + 1:
                    name, stripped = name.removesuffix(form), True
                    break
    return name
