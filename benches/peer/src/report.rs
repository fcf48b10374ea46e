//! What was measured, as text and as a chart.

use std::fmt::Write;

use serde_json::Value;

use crate::support::paired::readable;
use crate::support::svg::{Class, Svg};

/// A row in words.
pub fn line(row: &Value) -> String {
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    let mut line = format!("{:8} {:15} {:8}", text("suite"), text("item"), text("direction"));
    for (name, figure) in row.as_object().into_iter().flatten() {
        if let Some(figure) = figure.as_f64() {
            let shown = if name.ends_with("_ns") { readable(figure) } else { number(figure) };
            let _ = write!(line, " {name} {shown:>9}");
        }
    }
    line
}

/// The tables of a processor's page.
pub fn tables(results: &Value) -> String {
    let mut out = String::new();
    let rows = || results["rows"].as_array().into_iter().flatten();
    out.push_str("## Against aws-db-esdk 1.3.0, and against the floor\n\n");
    out.push_str(
        "| suite | item | | aws-db-esdk | this crate | times as fast | floor | this crate / floor |\n",
    );
    out.push_str("|---|---|---|--:|--:|--:|--:|--:|\n");
    for row in rows().filter(|row| row["peer_ns"].is_f64()) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {:.2} |",
            text(row, "suite"),
            text(row, "item"),
            text(row, "direction"),
            time(row, "peer_ns"),
            time(row, "ours_ns"),
            number(figure(row, "peer/ours")),
            time(row, "floor_ns"),
            figure(row, "ours/floor"),
        );
    }
    out.push_str("\n## Ed25519 against this crate's own 0x6701, and against the floor\n\n");
    out.push_str("| item | | 0x6701 | Ed25519 | times as fast | floor | Ed25519 / floor |\n");
    out.push_str("|---|---|--:|--:|--:|--:|--:|\n");
    for row in rows().filter(|row| row["ecdsa_ns"].is_f64()) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {:.2} |",
            text(row, "item"),
            text(row, "direction"),
            time(row, "ecdsa_ns"),
            time(row, "ours_ns"),
            number(figure(row, "ecdsa/ours")),
            time(row, "floor_ns"),
            figure(row, "ours/floor"),
        );
    }
    out.push_str("\n## Two threads against one\n\n");
    out.push_str(
        "Items encrypted and decrypted each second. The last column leaves out the time in which a thread\n",
    );
    out.push_str("could have run but something else had the processor.\n\n");
    out.push_str("| suite | item | one thread | two threads | ratio | ratio while running |\n");
    out.push_str("|---|---|--:|--:|--:|--:|\n");
    for row in results["threads"].as_array().into_iter().flatten() {
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} | {:.0} | {:.2} | {:.2} |",
            text(row, "suite"),
            text(row, "item"),
            figure(row, "one"),
            figure(row, "two"),
            figure(row, "ratio"),
            figure(row, "ratio_when_running"),
        );
    }
    out
}

/// Bars of times on a logarithmic scale: the official crate, this one, and the floor.
pub fn chart(results: &Value) -> String {
    const LEFT: f64 = 210.0;
    const WIDTH: f64 = 760.0;
    const BAR: f64 = 9.0;
    const GROUP: f64 = 3.0 * BAR + 12.0;
    const TOP: f64 = 76.0;
    let series: [(&str, &str, Class); 3] = [
        ("peer_ns", "aws-db-esdk 1.3.0", "second"),
        ("ours_ns", "this crate", "first"),
        ("floor_ns", "floor: the primitives alone", "third"),
    ];
    let shown = ["10x64 B", "10x1 KiB", "1x100 KiB", "1x390 KB"];
    let rows: Vec<&Value> = results["rows"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|row| row["peer_ns"].is_f64() && shown.contains(&text(row, "item")))
        .collect();
    let height = TOP + GROUP * rows.len() as f64 + 40.0;
    let mut svg = Svg::new(WIDTH, height);
    let times = rows.iter().flat_map(|row| series.map(|(name, ..)| figure(row, name)));
    let (least, most) = times.fold((f64::MAX, 0.0_f64), |(least, most), ns| (least.min(ns), most.max(ns)));
    // From a power of ten below the shortest on, with room for a figure after the longest.
    let (from, to) = (least.log10().floor() - 1.0, most.log10() + 0.1);
    let x = |ns: f64| LEFT + (WIDTH - LEFT - 60.0) * (ns.log10() - from) / (to - from);

    svg.text(
        (16.0, 26.0),
        "start",
        "title",
        "Time for one item: shorter is better, and the scale is logarithmic",
    );
    let mut legend = 16.0;
    for (_, label, class) in series {
        svg.bar((legend, 40.0), 12.0, 12.0, class);
        svg.text((legend + 18.0, 50.0), "start", "", label);
        legend += 40.0 + 7.0 * label.len() as f64;
    }
    svg.text((legend, 50.0), "start", "", "24x: this crate is 24 times as fast");
    let bottom = TOP + GROUP * rows.len() as f64;
    for power in from as i32..=to.floor() as i32 {
        let at = x(10_f64.powi(power));
        svg.line(&[(at, TOP - 8.0), (at, bottom)], "grid");
        let label = match 10_f64.powi(power) {
            ns if ns < 1e6 => format!("{} µs", ns / 1e3),
            ns => format!("{} ms", ns / 1e6),
        };
        svg.text((at, bottom + 18.0), "middle", "", &label);
    }
    for (n, row) in rows.iter().enumerate() {
        let top = TOP + GROUP * n as f64;
        let signed = match text(row, "suite") {
            "0x6700" => "not signed",
            "0x6701" => "signed",
            other => other,
        };
        let label = format!("{}, {}, {signed}", text(row, "direction"), text(row, "item"));
        svg.text((LEFT - 10.0, top + 2.0 * BAR), "end", "", &label);
        for (m, (name, _, class)) in series.into_iter().enumerate() {
            let (ns, y) = (figure(row, name), top + BAR * m as f64);
            svg.bar((LEFT, y), x(ns) - LEFT, BAR - 1.5, class);
            if name == "peer_ns" {
                let faster = format!("{}x", number(figure(row, "peer/ours")));
                svg.text((x(ns) + 6.0, y + BAR), "start", "", &faster);
            }
        }
    }
    svg.finish()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}

fn figure(row: &Value, name: &str) -> f64 {
    row[name].as_f64().unwrap_or(f64::NAN)
}

fn time(row: &Value, name: &str) -> String {
    readable(figure(row, name))
}

/// Three digits, or all before the point.
fn number(figure: f64) -> String {
    match figure {
        large if large >= 100.0 => format!("{large:.0}"),
        middle if middle >= 10.0 => format!("{middle:.1}"),
        small => format!("{small:.2}"),
    }
}
