"""Where a department stands: its region and its level of government, from its name alone.

``六安市金安区体育局`` → 安徽省, 六安市, 金安区, 县级; ``县林业局`` → 县级, somewhere. What a name does not tell stays
unknown: a document number is no sign of it, a county quotes its province's papers. Names of places are data,
``corpus/library/places.toml``.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from corpus.chars import fold
from corpus.records import Record
from errors import ConfigError


class Level(StrEnum):
    """Level of government: province, prefecture, county, township."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWN = "乡"


class Region(Record):
    """Names as the department prints them, the province also where only the city tells it; None where unknown."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    town: str | None = None
    level: Level | None = None

    @property
    def name(self) -> str | None:
        """The smallest place that can be compared, the town aside: ``六安市金安区``."""
        return "".join(filter(None, (self.city, self.county))) or self.province


_PARTY = re.compile(r"^(?:中共|中国共产党|共青团|民盟|民建|民进|农工党|九三学社|台盟)")
_OTHER_PLACES = (
    "城市|都市|社区|灌区|景区|园区|林区|校区|库区|保护区|开发区|高新区|片区|辖区|牧区|矿区|地区|学区|疫区|街区"
)
"""Ends that look like a county and are none, or none of a level of its own."""
_COUNTY = re.compile(rf"^(?:(?!{_OTHER_PLACES})[\u4e00-\u9fff]){{1,10}}?(?:自治县|自治旗|林区|特区|县|区|旗)(?![域])")
_NO_COUNTY = re.compile(rf"(?:{_OTHER_PLACES})$")
_TOWN = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道|苏木)"
    r"(?=人民政府|政府|办事处|党委|党工委|人大|财政|卫生院|中心|综合|农业|$)"
)
_OFFICES = re.compile(r"[局厅院委会处]|中心|部门|公司")
"""What no name of a place holds: ``市场监督管理局经开区分局`` is no county."""
_NOT_A_CITY = r"(?!场|级|直|民(?!政|族|宗)|政(?!协|府|法|务))"
_AUTONOMOUS = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|省$")
_BARE = re.compile(r"^(?:全)?(?P<level>省|自治区|市|州|盟|县|区|旗|镇|乡|街道)(?![场级域村镇])(?!政(?!协|府|法|务))")
_BARE_LEVELS = {
    "省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY,
    "县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY, "镇": Level.TOWN, "乡": Level.TOWN, "街道": Level.TOWN,
}  # fmt: skip
_SPELLINGS = {
    "省": "省", "省级": "省", "自治区": "省", "市": "市", "市级": "市", "地市": "市", "州": "市", "县": "县", "县级": "县",
    "区": "县", "区县": "县", "县区": "县", "乡": "乡", "乡级": "乡", "乡镇": "乡", "镇": "乡", "街道": "乡",
}  # fmt: skip


@lru_cache(maxsize=4096)
def region(department: str | None) -> Region:
    """The region that a department's name tells; an empty one where it tells nothing."""
    rest = _PARTY.sub("", fold(department or ""))
    if not rest:
        return Region()
    province, rest = _province(rest)
    city, known, rest = _city(rest)
    province = province or known
    county, rest = _county(rest, below=city is not None)
    if county and province is None:
        province = _county_cities().get(county)
    match = _TOWN.match(rest) if county or city else None
    town = match[0] if match else None
    parts = ((town, Level.TOWN), (county, Level.COUNTY), (city, Level.CITY), (province, Level.PROVINCE))
    level = next((level for part, level in parts if part), _bare(rest))
    if re.search(r"开发区|高新区|园区|新区管", rest):  # of what level such a zone is, its name does not tell
        level = None
    return Region(province=province, city=city, county=county, town=town, level=level)


def level_named(text: str | None) -> Level | None:
    """The level that ``text`` asks for: 县, 区县, 乡镇. Raises ConfigError where it is none."""
    if not text:
        return None
    found = _SPELLINGS.get(fold(text))
    if found is None:
        raise ConfigError(f"政府级别“{text}”不认识；可用：省、市、县（区）、乡（镇、街道）。")
    return Level(found)


def lies_in(department: str | None, place: str) -> bool:
    """Whether a department belongs to ``place``: a province, city, county or town, with or without its last character."""
    asked = fold(place)
    found = region(department)
    return asked in (found.province or "") or asked in fold(department or "")


@cache
def _places() -> dict[str, dict[str, list[str]]]:
    raw = tomllib.loads((files("corpus") / "library" / "places.toml").read_text("utf-8"))
    return {province: {kind: names.split() for kind, names in kinds.items()} for province, kinds in raw.items()}


@cache
def _cities() -> dict[str, str]:
    """City in full and as it is shortened → province, longest names first."""
    found = {
        name if name[-1] in "州盟区" and len(name) > 2 else f"{name}市": province
        for province, kinds in _places().items()
        for name in kinds["cities"]
    }
    plain = {f"{name}市": p for p, kinds in _places().items() for name in kinds["cities"] if len(name) <= 3}
    return dict(sorted({**found, **plain}.items(), key=lambda pair: -len(pair[0])))


@cache
def _county_cities() -> dict[str, str]:
    found = {}
    for province, kinds in _places().items():
        for name in kinds["county_cities"]:
            found[name if name.endswith("市") else f"{name}市"] = province
            found[f"{name}市"] = province  # 津市 prints as 津市市, 芒市 as 芒市
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _province(text: str) -> tuple[str | None, str]:
    """(Province in full, the rest); 河北 alone is one where no city begins so, as 吉林市 and 海南州 do."""
    for name in _places():
        short = _AUTONOMOUS.sub("", name)
        for printed in (name, f"{short}省", f"{short}自治区"):
            if text.startswith(printed):
                return name, text[len(printed) :]
        if text.startswith(short) and name.endswith(("省", "区")) and not text.startswith(tuple(_cities())):
            rest = text[len(short) :]
            if not rest.startswith(("市", "县", "区")):
                return name, rest
    return None, text


def _city(text: str) -> tuple[str | None, str | None, str]:
    """(City, its province, the rest)."""
    for name, province in _cities().items():
        if text.startswith(name):
            return name, province, text[len(name) :]
    match = re.match(rf"[\u4e00-\u9fff]{{1,8}}?(?:市|自治州){_NOT_A_CITY}", text)
    if match and not text.startswith(tuple(_county_cities())) and not _unlike(match[0]):
        return match[0], None, text[match.end() :]
    return None, None, text


def _county(text: str, below: bool) -> tuple[str | None, str]:
    """(County, the rest); a city within a city, or one that is known for it, is of county level."""
    for name in _county_cities():
        if text.startswith(name):
            return name, text[len(name) :]
    patterns = [rf"[\u4e00-\u9fff]{{1,6}}?市{_NOT_A_CITY}"] * below + [_COUNTY.pattern]
    for pattern in patterns:
        match = re.match(pattern, text)
        if match and len(match[0]) > 1 and not _unlike(match[0]):
            return match[0], text[match.end() :]
    return None, text


def _unlike(name: str) -> bool:
    """Whether ``name`` ends like a place and is none, or none of a level of its own."""
    return bool(_NO_COUNTY.search(name) or _OFFICES.search(name))


def _bare(text: str) -> Level | None:
    match = _BARE.match(text)
    if match:
        return _BARE_LEVELS[match["level"]]
    return Level.PROVINCE if text.endswith("厅") else None
