//! Drawings as SVG, readable on light and on dark ground.

use std::fmt::Write;

/// A drawing that is being made.
pub struct Svg {
    body: String,
    width: f64,
    height: f64,
}

/// What something is drawn as: names of the classes in [`STYLE`].
pub type Class = &'static str;

/// Colours that can be seen on either ground: which one there is, a drawing in a page cannot always know.
const STYLE: &str = "
  text { font: 12px system-ui, sans-serif; fill: #727c87 }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #8c959f; stroke-opacity: .35 }
  .first { fill: #2a9d7f; stroke: #2a9d7f }
  .second { fill: #d0702a; stroke: #d0702a }
  .third { fill: #8b949e; stroke: #8b949e }
  .line { fill: none; stroke-width: 1.5 }
";

impl Svg {
    pub fn new(width: f64, height: f64) -> Self {
        Svg { body: String::new(), width, height }
    }

    /// Text whose `anchor` (`start`, `middle`, `end`) is at a point.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, class: Class, text: &str) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.element(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" class="{class}">{text}</text>"#
        ));
    }

    pub fn bar(&mut self, (x, y): (f64, f64), width: f64, height: f64, class: Class) {
        self.element(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" class="{class}" stroke="none"/>"#
        ));
    }

    pub fn dot(&mut self, (x, y): (f64, f64), class: Class) {
        self.element(format_args!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="2.5" class="{class}"/>"#));
    }

    pub fn line(&mut self, points: &[(f64, f64)], class: Class) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.element(format_args!(r#"<polyline points="{}" class="line {class}"/>"#, points.join(" ")));
    }

    pub fn finish(self) -> String {
        let Svg { body, width, height } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\">\n<style>{STYLE}</style>\n{body}</svg>\n"
        )
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}
