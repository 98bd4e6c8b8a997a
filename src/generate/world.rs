//! Cities with their districts, papers, officials, companies and projects, as they are on a day.

use super::{Dice, Who, names};
use crate::model::PartialDate;

const TABLE: &str = include_str!("../../data/lexicons/divisions.tsv");

/// The first year of an archive, and how many years it covers.
const FIRST_YEAR: i16 = 2014;
const YEARS: usize = 10;

/// Articles for each city of an archive, about.
const ARTICLES_PER_CITY: usize = 800;
const MOST_CITIES: usize = 250;

pub struct City {
    pub name: String,
    /// Codes and names.
    pub districts: Vec<(String, String)>,
    /// 市委书记, 市长, 常务副市长, 副市长, 副市长, 秘书长; then one 区委书记 or 县委书记 for each district.
    pub officials: Vec<Who>,
    pub companies: Vec<String>,
    /// Project, district, company, amount in ten thousand yuan.
    pub projects: Vec<(String, usize, String, usize)>,
}

pub struct World {
    pub cities: Vec<City>,
    persons: usize,
}

const POSTS: [&str; 6] = ["市委书记", "市长", "常务副市长", "副市长", "副市长", "市政府秘书长"];

impl World {
    pub fn new(dice: &mut Dice, expected: usize) -> Self {
        let rows: Vec<(&str, &str, &str)> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect();
        let mut all: Vec<(&str, &str)> = rows.iter().filter(|r| r.1 == "prefecture" && r.2.ends_with('市')).map(|r| (r.0, r.2)).collect();
        let wanted = (expected / ARTICLES_PER_CITY).clamp(3, MOST_CITIES);
        let mut out = Self { cities: Vec::new(), persons: 0 };
        while out.cities.len() < wanted && !all.is_empty() {
            let (code, name) = all.swap_remove(dice.below(all.len()));
            let inside = rows.iter().filter(|r| r.1 == "county" && r.0.starts_with(&code[..4]) && r.2.chars().count() > 2);
            let districts: Vec<(String, String)> = inside.map(|r| (r.0.to_string(), r.2.to_string())).collect();
            if districts.len() > 2 {
                let city = out.city(dice, code, name, districts);
                out.cities.push(city);
            }
        }
        out
    }

    fn city(&mut self, dice: &mut Dice, code: &str, name: &str, districts: Vec<(String, String)>) -> City {
        let mut officials: Vec<Who> = POSTS.iter().map(|post| self.who(dice, post, code)).collect();
        for (code, name) in &districts {
            let post = if name.ends_with('县') { "县委书记" } else { "区委书记" };
            officials.push(self.who(dice, post, code));
        }
        City { name: name.into(), districts, officials, companies: (0..30).map(|_| names::company(dice)).collect(), projects: Vec::new() }
    }

    fn who(&mut self, dice: &mut Dice, post: &str, place: &str) -> Who {
        self.persons += 1;
        Who { id: format!("p{:06}", self.persons), name: names::person(dice), post: post.into(), place: place.into() }
    }

    /// Another person takes a post; the one who leaves it is given back.
    pub fn succeed(&mut self, dice: &mut Dice, city: usize, place: usize) -> Who {
        let old = self.cities[city].officials[place].clone();
        self.cities[city].officials[place] = self.who(dice, &old.post, &old.place);
        old
    }

    /// The project of a piece of news: one that is known, or a new one.
    pub fn project(&mut self, dice: &mut Dice, city: usize) -> (String, usize, String, usize) {
        let known = &self.cities[city].projects;
        if !known.is_empty() && dice.below(3) > 0 {
            return dice.pick(known).clone();
        }
        let there = &self.cities[city];
        let made =
            (names::project(dice), dice.below(there.districts.len()), dice.pick(&there.companies).clone(), 1000 + 100 * dice.below(5000));
        self.cities[city].projects.push(made.clone());
        made
    }

    /// The day of an article: in order, spread over the years.
    pub fn day_of(&self, number: usize, expected: usize) -> PartialDate {
        let days = (number % expected) * YEARS * 336 / expected;
        let (year, rest) = (days / 336, days % 336);
        let small = |n: usize| u8::try_from(n).unwrap_or(1);
        PartialDate::day(FIRST_YEAR + i16::try_from(year).unwrap_or(0), small(1 + rest / 28), small(1 + rest % 28))
    }

    /// A paper that is not this one.
    pub fn other_outlet(&self, dice: &mut Dice, own: &str) -> String {
        let outlets: Vec<String> = self.cities.iter().map(|city| outlet(&city.name)).filter(|outlet| outlet != own).collect();
        dice.pick(&outlets).clone()
    }
}

/// The daily of a city.
pub fn outlet(city: &str) -> String {
    format!("{}日报", city.trim_end_matches('市'))
}

fn row(line: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, columns.next()?, columns.next()?))
}
