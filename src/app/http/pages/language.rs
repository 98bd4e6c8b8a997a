//! The language of a page: what the address says, else what the browser asks for, else Chinese.

use axum::http::{HeaderMap, Uri, header};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let pairs = form_urlencoded::parse(uri.query().unwrap_or("").as_bytes());
        let said = pairs.filter(|(name, _)| name == "lang").map(|(_, value)| value.into_owned()).next();
        let asked = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(str::to_string);
        match said.or_else(asked) {
            Some(text) if text.trim_start().to_ascii_lowercase().starts_with("en") => Self::English,
            _ => Self::Chinese,
        }
    }

    /// The one of two wordings.
    pub fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    pub fn code(self) -> &'static str {
        self.say("zh", "en")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_it_before_the_browser() {
        let of = |uri: &str, header: Option<&str>| {
            let mut headers = HeaderMap::new();
            if let Some(value) = header {
                headers.insert(header::ACCEPT_LANGUAGE, value.parse().expect("a header"));
            }
            Language::of(&uri.parse().expect("an address"), &headers)
        };
        assert_eq!(of("/", None), Language::Chinese);
        assert_eq!(of("/", Some("en-GB,en;q=0.9")), Language::English);
        assert_eq!(of("/?lang=zh", Some("en")), Language::Chinese);
        assert_eq!(of("/?q=x&lang=en", Some("zh")), Language::English);
        assert_eq!(of("/", Some("de")), Language::Chinese);
    }
}
