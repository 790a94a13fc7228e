"""Fictional documents for the tests of keeping and finding."""

from decimal import Decimal

from corpus.records import Budget, Department, Document, Indicator, Project, Where
from corpus.values import parse_value

Row = tuple[str, str, str, str]
"""(level 2, name, description, value)"""


def project(no: int, name: str, budget: str, purpose: str, *rows: Row) -> Project:
    """A table with a place for every row."""
    return Project(
        no=no,
        name=name,
        budget=Budget(total=Decimal(budget)),
        purpose=purpose,
        goals=(f"完成{name}",),
        indicators=tuple(
            Indicator(
                level2=level2,
                level3=row,
                description=description,
                value=parse_value(value),
                where=Where(page=no, table=no, row=k),
            )
            for k, (level2, row, description, value) in enumerate(rows, 1)
        ),
    )


def document(source: str, department: str, year: int, *projects: Project) -> Document:
    """A document as a reader gives it."""
    return Document(source=source, year=year, department=Department(name=department), projects=projects)


FORESTRY = document(
    "示例县林业局.txt",
    "示例县林业局",
    2024,
    project(
        1,
        "森林防火专项",
        "18",
        "购置宣传品，组织演练，培训护林员",
        ("数量指标", "防火演练次数", "全年组织扑火演练的场次", "≥2次"),
        ("数量指标", "护林员培训人次", "", "≥60人次"),
        ("成本指标", "项目总成本", "", "≤18万元"),
        ("满意度指标", "群众满意度", "", "≥95%"),
    ),
    project(
        2,
        "招商引资专项",
        "6",
        "举办林业产业推介活动",
        ("数量指标", "举办推介活动数量（个）", "", "≥1个"),
        ("质量指标", "签约项目个数", "", "≥1个"),
        ("满意度指标", "群众满意度", "", "≥90%"),
    ),
)
WATER = document(
    "示例县水利局.txt",
    "示例县水利局",
    2023,
    project(
        1,
        "农村饮水安全工程",
        "500",
        "更换老旧管网",
        ("数量指标", "供水管网改造长度", "更换的主管道公里数", "≥12公里"),
        ("社会效益指标", "受益人口数", "喝上自来水的村民人数", "≥3000人"),
        ("满意度指标", "群众满意度", "", "100%"),
    ),
)
SCHOOLS = document(
    "示例市教育局.txt",
    "示例市教育局",
    2024,
    project(
        1,
        "校舍维修",
        "120.50",
        "维修教学楼屋面",
        ("质量指标", "维修验收合格率", "", "100%"),
        ("时效指标", "开学前完工率", "9月1日前完工的学校占比", "100%"),
        ("经济成本指标", "维修单价", "", "≤300元/平方米"),
        ("满意度指标", "学生家长满意度", "", "≥90%"),
    ),
)
ALL = (FORESTRY, WATER, SCHOOLS)
