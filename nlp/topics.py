"""The twenty topics: codes and names. What belongs to each is defined in the topic guideline, not here."""

from nlp.errors import UnknownTopicError

TOPICS: dict[str, str] = {
    "volunteering": "志愿服务",
    "anti-corruption": "廉政与清廉学校",
    "safety-drills": "安全演练与安全教育",
    "school-consolidation": "学校布局调整与撤并",
    "party-building": "党建与主题教育",
    "civic-moral-education": "德育与文明创建",
    "teacher-development": "教师队伍建设",
    "teaching-reform": "教学教研与质量",
    "double-reduction": "双减与课后服务",
    "admissions-exams": "招生与考试",
    "student-aid": "资助与关爱",
    "mental-health": "心理健康",
    "balanced-development": "优质均衡与集团化办学",
    "school-construction": "校园建设与装备",
    "digital-education": "教育信息化",
    "sports-arts": "体育与美育",
    "vocational-education": "职业教育",
    "public-service": "惠民服务与政务",
    "awards": "荣誉与竞赛",
    "health-epidemic": "卫生与疫情防控",
}

CORE_TOPICS: tuple[str, ...] = ("volunteering", "anti-corruption", "safety-drills", "school-consolidation")


def check_topic(code: str) -> str:
    """Return the code if the guideline has it.

    Raises:
        UnknownTopicError: it does not; the message lists the codes.
    """
    if code not in TOPICS:
        raise UnknownTopicError(f"unknown topic {code!r}; known topics: {', '.join(TOPICS)}")
    return code
