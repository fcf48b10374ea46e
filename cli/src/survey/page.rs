//! A survey as one page of HTML: no script, nothing from anywhere else, and nothing in it that a table's writer chose goes
//! in as it is.

use std::fmt::Write;

/// What the page shows.
pub(crate) struct Page {
    pub(crate) table: String,
    /// What belongs under the title.
    pub(crate) subtitle: &'static str,
    pub(crate) numbers: Vec<(&'static str, u64)>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) findings: Findings,
}

/// Counts with names.
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    /// What a share is of.
    pub(crate) whole: u64,
    /// In the order in which they are shown.
    pub(crate) bars: Vec<(String, u64)>,
}

/// Things to look at, each in a sentence: the first of them, and how many there are.
#[derive(Default)]
pub(crate) struct Findings {
    first: Vec<String>,
    count: u64,
}

const STYLE: &str = include_str!("page.css");
/// The most findings on the page: a browser has to show them.
const MOST_FINDINGS: usize = 500;

impl Findings {
    /// Adds a sentence, if there is room for it.
    pub(crate) fn add(&mut self, sentence: impl FnOnce() -> String) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < MOST_FINDINGS {
            self.first.push(sentence());
        }
    }
}

impl Page {
    /// The page.
    pub(crate) fn html(&self) -> String {
        let table = escaped(&self.table);
        let mut html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Survey of {table}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <h1>Survey of {table}</h1>\n<p class=\"sub\">{}</p>\n<div class=\"numbers\">\n",
            escaped(self.subtitle)
        );
        for (name, count) in &self.numbers {
            push(
                &mut html,
                format_args!("<div><b>{}</b><span>{}</span></div>\n", grouped(*count), escaped(name)),
            );
        }
        html.push_str("</div>\n");
        self.charts.iter().filter(|chart| !chart.bars.is_empty()).for_each(|chart| chart.push(&mut html));
        self.push_findings(&mut html);
        html.push_str(
            "<footer>Made by item-encryptor survey. This page loads nothing.</footer>\n</body>\n</html>\n",
        );
        html
    }

    fn push_findings(&self, html: &mut String) {
        let Findings { first, count } = &self.findings;
        if first.is_empty() {
            return;
        }
        html.push_str("<section>\n<h2>To look at</h2>\n<ul class=\"list\">\n");
        for finding in first {
            push(html, format_args!("<li>{}</li>\n", escaped(finding)));
        }
        let shown = u64::try_from(first.len()).unwrap_or(u64::MAX);
        if let Some(more @ 1..) = count.checked_sub(shown) {
            push(html, format_args!("<li>and {} more</li>\n", grouped(more)));
        }
        html.push_str("</ul>\n</section>\n");
    }
}

impl Chart {
    fn push(&self, html: &mut String) {
        push(html, format_args!("<section>\n<h2>{}</h2>\n<table>\n", escaped(self.title)));
        let whole = self.whole.max(1);
        for (name, count) in &self.bars {
            let permille = u128::from(*count) * 1000 / u128::from(whole);
            // Something is never nothing.
            let width = permille.clamp(u128::from(*count > 0) * 2, 1000);
            let share = if *count > 0 && permille == 0 {
                "&lt; 0.1 %".to_owned()
            } else {
                format!("{}.{} %", permille / 10, permille % 10)
            };
            push(
                html,
                format_args!(
                    "<tr><td class=\"name\">{}</td><td><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
                     role=\"img\" aria-label=\"{share}\"><rect class=\"track\" width=\"1000\" height=\"10\"/>\
                     <rect class=\"bar\" width=\"{width}\" height=\"10\"/></svg></td>\
                     <td class=\"count\">{}</td><td class=\"share\">{share}</td></tr>\n",
                    escaped(name),
                    grouped(*count)
                ),
            );
        }
        html.push_str("</table>\n</section>\n");
    }
}

fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = html.write_fmt(text);
}

/// A text as HTML shows it: no markup, and no character that changes how others read.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in crate::shown::shown(text).chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

/// A number with spaces between its thousands that do not break.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> String {
        let mut findings = Findings::default();
        (0..600).for_each(|_| findings.add(|| name.to_owned()));
        let bars = vec![("other".to_owned(), 9_999), (name.to_owned(), 1)];
        Page {
            table: name.to_owned(),
            subtitle: "subtitle",
            numbers: vec![("items", 1_234_567)],
            charts: vec![
                Chart { title: "there", whole: 10_000, bars },
                Chart { title: "nowhere", whole: 0, bars: vec![] },
            ],
            findings,
        }
        .html()
    }

    #[test]
    fn nothing_of_a_table_becomes_markup() {
        let html = page("<script>alert(\"1\")</script>'&\u{202e}\u{1b}");
        assert!(!html.contains("<script") && !html.contains('\u{202e}') && !html.contains('\u{1b}'), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;\\u{202e}\\u{1b}"));
    }

    #[test]
    fn the_page_loads_nothing() {
        let html = page("Customers");
        for word in ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link", "<img"] {
            assert!(!html.contains(word), "{word}");
        }
        assert!(html.contains("default-src 'none'"));
    }

    #[test]
    fn no_bar_that_counts_is_invisible_and_none_is_longer_than_its_place() {
        let html = page("Customers");
        assert!(html.contains("width=\"999\"") && html.contains("width=\"2\"") && html.contains("&lt; 0.1 %"));
        assert!(
            html.contains("1\u{202f}234\u{202f}567")
                && html.contains("and 100 more")
                && !html.contains("nowhere")
        );
        assert_eq!(["7", "12", "123", "1\u{202f}234"], [7, 12, 123, 1234].map(grouped)[..]);
    }
}
