//! A curve of cost against leakage, as SVG that fits light and dark pages.

use std::fmt::Write;

use dynamodb_item_encryptor::BeaconPrediction;

/// What is learned with each length, from 0 to 1.
pub(crate) struct Line {
    pub(crate) label: &'static str,
    pub(crate) leakage: fn(&BeaconPrediction) -> f64,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 480.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 56.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 64.0;

const STYLE: &str = "
  svg { background: #ffffff; font: 13px system-ui, sans-serif; }
  text { fill: #24292f; } .muted { fill: #57606a; } .title { font-size: 16px; font-weight: 600; }
  .grid { stroke: #d8dee4; } .line { fill: none; stroke-width: 2; } .bits { font-size: 11px; }
  .s0 { stroke: #0550ae; } .s1 { stroke: #bc4c00; } .s2 { stroke: #1a7f37; }
  .d0 { fill: #0550ae; } .d1 { fill: #bc4c00; } .d2 { fill: #1a7f37; }
  .chosen { fill: none; stroke: #cf222e; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; }
    text { fill: #e6edf3; } .muted { fill: #9198a1; } .grid { stroke: #30363d; }
    .s0 { stroke: #58a6ff; } .s1 { stroke: #f0883e; } .s2 { stroke: #56d364; }
    .d0 { fill: #58a6ff; } .d1 { fill: #f0883e; } .d2 { fill: #56d364; } .chosen { stroke: #ff7b72; }
  }
";

/// Draws a line for each kind of leakage, and circles around the recommended length.
pub(crate) fn curve(points: &[BeaconPrediction], lines: &[Line], recommended: Option<u8>) -> String {
    let costs = || points.iter().map(|point| point.thrown_away);
    let lowest = costs().fold(f64::INFINITY, f64::min).log10().floor();
    let scale = Scale { decades: (lowest, costs().fold(1.0, f64::max).log10().ceil()) };
    let mut svg = String::new();
    // Writing into a text does not fail.
    let _ = scale.frame(&mut svg);
    for (n, line) in lines.iter().enumerate() {
        let _ = scale.line(&mut svg, n, points, line, recommended);
    }
    svg + "</svg>\n"
}

/// From predictions to places: what is learned from left to right, what is read in vain from bottom to top, by
/// its logarithm.
struct Scale {
    decades: (f64, f64),
}

impl Scale {
    fn x(share: f64) -> f64 {
        LEFT + share * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, decade: f64) -> f64 {
        let (low, high) = self.decades;
        HEIGHT - BOTTOM - (decade - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
    }

    fn frame(&self, svg: &mut String) -> std::fmt::Result {
        writeln!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="Cost against leakage of a beacon">"#
        )?;
        writeln!(svg, "<style>{STYLE}</style>")?;
        writeln!(
            svg,
            r#"<text class="title" x="{LEFT}" y="28">A beacon on first names: cost against leakage</text>"#
        )?;
        let mut decade = self.decades.0;
        while decade <= self.decades.1 + 0.5 {
            let y = self.y(decade);
            writeln!(
                svg,
                r#"<line class="grid" x1="{LEFT}" x2="{:.1}" y1="{y:.1}" y2="{y:.1}"/>"#,
                WIDTH - RIGHT
            )?;
            let label = thousands(10_f64.powf(decade));
            writeln!(
                svg,
                r#"<text class="muted" x="{:.1}" y="{:.1}" text-anchor="end">{label}</text>"#,
                LEFT - 8.0,
                y + 4.0
            )?;
            decade += 1.0;
        }
        for percent in (0..=100).step_by(20) {
            let (x, y) = (Self::x(f64::from(percent) / 100.0), HEIGHT - BOTTOM);
            writeln!(svg, r#"<line class="grid" x1="{x:.1}" x2="{x:.1}" y1="{TOP}" y2="{y:.1}"/>"#)?;
            writeln!(
                svg,
                r#"<text class="muted" x="{x:.1}" y="{:.1}" text-anchor="middle">{percent} %</text>"#,
                y + 20.0
            )?;
        }
        let middle = (LEFT + WIDTH - RIGHT) / 2.0;
        writeln!(
            svg,
            r#"<text x="{middle:.1}" y="{:.1}" text-anchor="middle">what is learned</text>"#,
            HEIGHT - 16.0
        )?;
        let y = (TOP + HEIGHT - BOTTOM) / 2.0;
        writeln!(
            svg,
            r#"<text x="20" y="{y:.1}" text-anchor="middle" transform="rotate(-90 20 {y:.1})">items read in vain by a search</text>"#
        )
    }

    fn line(
        &self,
        svg: &mut String,
        n: usize,
        points: &[BeaconPrediction],
        line: &Line,
        recommended: Option<u8>,
    ) -> std::fmt::Result {
        let at = |point: &BeaconPrediction| (Self::x((line.leakage)(point)), self.y(point.thrown_away.log10()));
        let path: Vec<String> = points.iter().map(at).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        writeln!(svg, r#"<polyline class="line s{n}" points="{}"/>"#, path.join(" "))?;
        for point in points {
            let (x, y) = at(point);
            writeln!(svg, r#"<circle class="d{n}" cx="{x:.1}" cy="{y:.1}" r="3.5"/>"#)?;
            if recommended == Some(point.bits) {
                writeln!(svg, r#"<circle class="chosen" cx="{x:.1}" cy="{y:.1}" r="8"/>"#)?;
            }
            if n == 1 {
                let (x, y) = (x + 9.0, y - 5.0);
                writeln!(svg, r#"<text class="bits" x="{x:.1}" y="{y:.1}">{} bits</text>"#, point.bits)?;
            }
        }
        let (x, y) = (LEFT + [0.0, 180.0, 450.0].get(n).copied().unwrap_or_default(), 52.0);
        writeln!(svg, r#"<line class="line s{n}" x1="{x}" x2="{}" y1="{y}" y2="{y}"/>"#, x + 22.0)?;
        writeln!(svg, r#"<text x="{}" y="{}">{}</text>"#, x + 28.0, y + 4.0, line.label)
    }
}

/// A number with commas between its thousands.
fn thousands(number: f64) -> String {
    if number < 1.0 {
        return format!("{number}");
    }
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
