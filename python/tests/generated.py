"""Articles about invented persons and companies, as many as one wants: the same number gives the same articles."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN = ["远山", "一禾", "望川", "启明", "若冰", "宁远", "伟", "敏", "建国", "晓峰", "志强", "思雨", "文博", "海涛", "静怡", "立新"]
_CITIES = {
    "石家庄": ["新华区", "正定县", "栾城区", "灵寿县", "赞皇县"],
    "沧州": ["新华区", "运河区", "沧县", "青县", "东光县"],
    "邢台": ["襄都区", "信都区", "临城县", "内丘县", "柏乡县"],
    "洛阳": ["老城区", "西工区", "新安县", "栾川县", "嵩县"],
    "苏州": ["姑苏区", "吴中区", "相城区", "昆山市", "张家港市"],
}
_FIRMS = ["云帆", "衡岳", "启辰", "澜沧", "曜石", "北辰", "鸿远", "清源"]
_TRADES = ["光电", "重工", "轴承", "新材料", "智能装备", "生物科技"]
_POSTS = ["市委书记", "市长", "副市长", "市委常委", "市人大常委会主任", "市政协主席"]


def _name(random_: random.Random) -> str:
    return random_.choice(_SURNAMES) + random_.choice(_GIVEN)


def articles(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Rows with ``id, text, date, publisher``."""
    dice = random.Random(seed)
    cast = {city: [_name(dice) for _ in range(40)] for city in _CITIES}
    for number in range(count):
        city = dice.choice(list(_CITIES))
        people, districts = dice.sample(cast[city], 4), dice.sample(_CITIES[city], 3)
        month, day = dice.randint(1, 12), dice.randint(2, 28)
        firm, trade = dice.choice(_FIRMS), dice.choice(_TRADES)
        posts = dice.sample(_POSTS, 3)
        project = f"{firm}{trade}产业园项目"
        lines = [
            f"我市举行2024年{month}月项目观摩活动",
            f"　　本报讯（记者 {people[3]}）{month}月{day - 1}日，我市举行2024年{month}月项目观摩活动。"
            f"{posts[0]}{people[0]}主持，{posts[1]}{people[1]}、{posts[2]}{people[2]}参加观摩。",
            f"　　观摩团先后观摩了{districts[0]}、{districts[1]}、{districts[2]}的项目。{project}位于{districts[0]}，"
            f"总投资{dice.randint(1, 90)}.{dice.randint(1, 9)}亿元，由{firm}{trade}有限公司投资建设，预计2025年{dice.randint(1, 12)}月建成。",
        ]
        if dice.random() < 0.5:
            lines.append(f"　　在季度综合考核中，{districts[0]}排名全市第一位，{districts[1]}排名全市最后一位。")
        if dice.random() < 0.4:
            lines.append(f"　　{people[1]}强调，要加快项目建设。")
        row = {"id": f"{number:06}", "text": "\n".join(lines), "date": f"2024-{month:02}-{day:02}", "publisher": f"{city}日报"}
        yield row
