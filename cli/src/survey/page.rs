//! A survey as one page of HTML: no script, nothing from anywhere else, and nothing in it that a table's writer chose goes
//! in as it is.

use std::fmt::Write;

/// What the page shows.
pub(crate) struct Page<'a> {
    pub(crate) table: &'a str,
    /// When it was made, or whatever else belongs under the title.
    pub(crate) subtitle: &'a str,
    pub(crate) numbers: Vec<(&'a str, u64)>,
    pub(crate) charts: Vec<Chart>,
    /// Things to look at, each in a sentence.
    pub(crate) findings: Vec<String>,
}

/// Counts with names.
pub(crate) struct Chart {
    pub(crate) title: String,
    /// What a share is of; the sum of the bars without it.
    pub(crate) whole: Option<u64>,
    pub(crate) bars: Vec<(String, u64)>,
    /// Whether the bars are in the order that they belong in; else the longest comes first.
    pub(crate) keeps_order: bool,
}

const STYLE: &str = include_str!("page.css");
/// The most findings on the page: a browser has to show them.
const MOST_FINDINGS: usize = 500;

impl Page<'_> {
    /// The page.
    pub(crate) fn html(&self) -> String {
        let table = escaped(self.table);
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
        if self.findings.is_empty() {
            return;
        }
        html.push_str("<section>\n<h2>To look at</h2>\n<ul class=\"list\">\n");
        for finding in self.findings.iter().take(MOST_FINDINGS) {
            push(html, format_args!("<li>{}</li>\n", escaped(finding)));
        }
        if let Some(more @ 1..) = self.findings.len().checked_sub(MOST_FINDINGS) {
            push(html, format_args!("<li>and {more} more</li>\n"));
        }
        html.push_str("</ul>\n</section>\n");
    }
}

impl Chart {
    fn push(&self, html: &mut String) {
        push(html, format_args!("<section>\n<h2>{}</h2>\n<table>\n", escaped(&self.title)));
        let sum = self.bars.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        let whole = self.whole.unwrap_or(sum).max(1);
        let mut bars: Vec<_> = self.bars.iter().collect();
        if !self.keeps_order {
            bars.sort_by(|(one, more), (other, fewer)| fewer.cmp(more).then_with(|| one.cmp(other)));
        }
        for (name, count) in bars {
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

    fn chart(title: &str, bars: Vec<(String, u64)>) -> Chart {
        Chart { title: title.to_owned(), whole: None, bars, keeps_order: false }
    }

    fn page(name: &str) -> String {
        Page {
            table: name,
            subtitle: name,
            numbers: vec![("items", 1_234_567)],
            charts: vec![
                chart(name, vec![(name.to_owned(), 1), ("other".to_owned(), 9_999)]),
                chart("empty", vec![]),
            ],
            findings: vec![name.to_owned(); 600],
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
    fn bars_are_in_order_and_none_that_counts_is_invisible() {
        let html = page("Customers");
        let (large, small) = (html.find("other</td>").unwrap(), html.find("Customers</td>").unwrap());
        assert!(large < small);
        assert!(html.contains("width=\"999\"") && html.contains("width=\"2\"") && html.contains("&lt; 0.1 %"));
        assert!(
            html.contains("1\u{202f}234\u{202f}567")
                && html.contains("and 100 more")
                && !html.contains("empty")
        );
        assert_eq!(["7", "12", "123", "1\u{202f}234"], [7, 12, 123, 1234].map(grouped)[..]);
    }
}
