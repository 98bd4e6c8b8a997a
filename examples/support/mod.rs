//! Two articles about invented persons and companies, read and merged: the graph that the examples walk and draw.

use guanmo::model::{Document, KnowledgeGraph};
use guanmo::pipeline::Pipeline;

const TOUR: &str = "我市举行2024年春季项目观摩活动
石家庄日报 2024-03-08

本报讯（记者 宁远）3月7日，我市举行2024年春季项目观摩活动。市委书记柳启明主持，市长韩若冰参加观摩。
观摩团首先来到位于正定县的衡岳智能装备项目。该项目由河北衡岳重工有限公司投资建设，总投资12.8亿元，目前正在进行主体施工。
";

const MEETING: &str = "全市招商工作会议召开
石家庄日报 2024-03-12

本报讯（记者 宁远）3月11日，全市招商工作会议召开。市委书记柳启明出席并讲话，副市长邢望川参加会议。
";

/// Reads both articles and decides which names mean the same.
///
/// # Panics
/// When a shipped table or rule is broken.
pub fn sample_graph() -> KnowledgeGraph {
    let pipeline = Pipeline::load().expect("the shipped rules are tested");
    let documents = [Document::new("tour", TOUR), Document::new("meeting", MEETING)];
    let articles: Vec<_> = pipeline.run_all(&documents).into_iter().flatten().collect();
    guanmo::identity::merge(&articles)
}
