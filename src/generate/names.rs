//! Names that nobody has: persons, companies, projects.

use super::Dice;

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝龚邵万覃武钱戴严莫孔向常汤";
const GIVEN: &str =
    "明远志文建国海涛立新春晓东伟强军平永红玉兰秀英俊杰天成德广利民庆丰树林振华少卿若水一鸣启航望川清和承泽雨泽思源景行怀瑾";
const STEMS: &str = "云帆 远航 恒岳 星河 瑞丰 金穗 蓝湖 北辰 鼎湖 青禾 松涛 海岳 凌云 天衡 玉泉 盛和 明湖 长亭 东篱 西岭 南屏 翠微 锦程 宏图 嘉木 霁月 景明 清源 望岳 归帆 朝晖 晚晴 听涛 观澜 临川 栖霞 揽月 追光 破晓 飞瀑";
const TRADES: &str = "光电 轴承 生物 医药 装备 材料 能源 电子 食品 物流 纺织 环保 化工 机械 信息 航空 储能 种业 陶瓷 智造";

/// A person's name of two or three characters.
pub fn person(dice: &mut Dice) -> String {
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    let mut name = String::from(*dice.pick(&surnames));
    name.push(*dice.pick(&given));
    // One in four has two characters.
    if dice.below(4) > 0 {
        name.push(*dice.pick(&given));
    }
    name
}

/// A stem and a trade: 云帆光电.
pub fn stem(dice: &mut Dice) -> String {
    let (stems, trades): (Vec<&str>, Vec<&str>) = (STEMS.split(' ').collect(), TRADES.split(' ').collect());
    let second = if dice.below(2) == 0 { "" } else { dice.pick(&["新", "华", "正", "安", "科"]) };
    format!("{}{second}{}", dice.pick(&stems), dice.pick(&trades))
}

/// 云帆光电有限公司.
pub fn company(dice: &mut Dice) -> String {
    let form = *dice.pick(&["有限公司", "股份有限公司", "科技有限公司", "集团有限公司"]);
    format!("{}{form}", stem(dice))
}

/// 云帆光电产业园项目.
pub fn project(dice: &mut Dice) -> String {
    let works = ["生产基地项目", "产业园项目", "研发中心项目", "数字化车间项目", "智能制造项目"];
    format!("{}{}", stem(dice), dice.pick(&works))
}
