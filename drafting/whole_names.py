"""Whether the name of a row is a whole name, as far as its first and last characters show: 期自至次年储备 is cut."""

from __future__ import annotations

import re

_BEGINS_CUT = re.compile(
    r"^(?:按(?![摩揭键])|由|于|以(?!工代赈|奖代补|旧换新|案|上|下)|及(?!时)|并(?![网轨发])|且|其(?!他|余)|将(?!军|官)|对(?![口外讲]|象|台|虾)|为(?!民|老|农)|从(?!业)|至|使(?!用)|把(?!手)|被(?!征|装|服)|"
    r"因(?![病公灾])|经(?![营济费典络])|间(?!伐|隔|歇)|度(?!假|汛)|所(?!属|有|辖|得)|期自|含(?![氟硫碳油水磷钾])|的(?!士)|了|等(?![级保位])|和(?!谐|平|美)|与(?!会)|或|"
    r"约(?!谈|定)|共(?![享青建用同产])|计(?![划量算生件价])|每处|完毕|到(?![岗期会位校户站货])|向(?!日葵|导)|给(?!水|排)|在(?![岗职校线建园编册籍押])|该|此|已|未(?!成年|婚|就业|入|参|登记)|不(?!动产|良|合格|锈钢|孕|达标)|再(?!生|就业|造|教育|利用|贷款))"
)
_ENDS_CUT = re.compile(
    r"(?:[按由于以及并且将对为从使把被因经的了和或]|(?<!参)与|要求|标准为|不少于|不超过|控制在|[县市省]级)(?:数量|人数|次数|面积|里程|户数|人次|场次|件数|月数|天数|批次)$"
)
_INSIDE = re.compile(r"[:：；;，,。%％]|[（(][^）)]*$|^[^（(]*[）)]|通过[\u4e00-\u9fff]{2,}发放|日前|以内|之前")


def is_whole(name: str) -> bool:
    """Whether ``name`` shows no sign of having been cut out of a sentence."""
    return not (_BEGINS_CUT.search(name) or _ENDS_CUT.search(name) or _INSIDE.search(name))
