//! How the time of an item grows with the number of its attributes and with its bytes.
//!
//! Prints the figures, and how well a straight line fits them; writes them to `growth.csv`, and the lines as a
//! drawing to `growth.svg`, in the folder that the environment variable `GROWTH_DIR` names, or else in cargo's
//! folder for such files.

mod support;

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Duration;

use dynamodb_item_encryptor::AlgorithmSuite;

use support::cases::{self, Shape};
use support::paired::{Effort, Timed, median, readable, rounds, timed};
use support::svg::Svg;

/// Numbers of attributes of 64 bytes.
const ATTRIBUTES: [usize; 9] = [1, 50, 100, 200, 300, 400, 600, 800, 1000];
/// Bytes of one attribute.
const BYTES: [usize; 9] =
    [1 << 10, 25 << 10, 50 << 10, 100 << 10, 150 << 10, 200 << 10, 250 << 10, 325 << 10, 390 << 10];
const SUITE: AlgorithmSuite = AlgorithmSuite::HmacSha384;

/// A point of a line.
struct Point {
    size: f64,
    /// Nanoseconds.
    encrypt: f64,
    decrypt: f64,
}

fn main() -> std::io::Result<()> {
    // As a part of the tests, cargo gives no `--bench`.
    let effort =
        if std::env::args().any(|argument| argument == "--bench") { Effort::FULL } else { Effort::TOUCH };
    let attributes = measure(&ATTRIBUTES.map(|attributes| (attributes, Shape::text(attributes, 64))), effort);
    let bytes = measure(&BYTES.map(|bytes| (bytes, Shape::text(1, bytes))), effort);

    let mut data = String::from("grows,size,encrypt_ns,decrypt_ns\n");
    let mut svg = Svg::new(800.0, 330.0);
    svg.text(
        (16.0, 26.0),
        "start",
        "title",
        "Time for one item, suite 0x6700: points are medians, lines are fitted",
    );
    for (n, (name, unit, points)) in
        [("attributes", "attributes of 64 B", &attributes), ("bytes", "bytes in one attribute", &bytes)]
            .into_iter()
            .enumerate()
    {
        for Point { size, encrypt, decrypt } in points {
            // Writing to a string cannot fail.
            let _ = writeln!(data, "{name},{size},{encrypt:.0},{decrypt:.0}");
        }
        draw(&mut svg, 400.0 * n as f64, unit, points);
    }
    print!("\n{data}");
    let folder =
        std::env::var_os("GROWTH_DIR").map_or(PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    std::fs::write(folder.join("growth.csv"), data)?;
    std::fs::write(folder.join("growth.svg"), svg.finish())?;
    println!("written to {}", folder.join("growth.svg").display());
    Ok(())
}

/// Times all shapes in turns, so that what else the machine does bends no line.
fn measure(shapes: &[(usize, Shape)], effort: Effort) -> Vec<Point> {
    let mut things: Vec<Box<dyn FnMut() -> Duration>> = Vec::new();
    for (_, shape) in shapes {
        let encryptor = shape.encryptor(SUITE);
        let plain = shape.item();
        let stored = cases::encrypt(&encryptor, plain.clone());
        let opening = encryptor.clone();
        things.push(Box::new(move || timed(plain.clone(), |item| cases::encrypt(&encryptor, item))));
        things.push(Box::new(move || timed(stored.clone(), |item| cases::decrypt(&opening, item))));
    }
    let mut times = vec![Vec::new(); things.len()];
    let mut things: Vec<Timed<'_>> = things.iter_mut().map(|thing| &mut **thing as Timed<'_>).collect();
    rounds(effort, &mut things, &mut times);
    let (pairs, _) = times.as_chunks();
    let point = |((size, _), [encrypt, decrypt]): (&(usize, Shape), &[Vec<f64>; 2])| Point {
        size: *size as f64,
        encrypt: median(encrypt),
        decrypt: median(decrypt),
    };
    shapes.iter().zip(pairs).map(point).collect()
}

/// A straight line through points: start, slope, and the coefficient of determination.
fn fit(points: &[(f64, f64)]) -> (f64, f64, f64) {
    let count = points.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(&|point| point.0), mean(&|point| point.1));
    let slope = mean(&|point| (point.0 - x) * (point.1 - y)) / mean(&|point| (point.0 - x).powi(2));
    let start = y - slope * x;
    let missed = mean(&|point| (point.1 - start - slope * point.0).powi(2));
    (start, slope, 1.0 - missed / mean(&|point| (point.1 - y).powi(2)))
}

/// A number of an axis, in three digits.
fn rounded(size: f64) -> String {
    if size > 9999.0 { format!("{:.0},000", size / 1e3) } else { format!("{size:.0}") }
}

/// Draws the points and the lines that fit them.
fn draw(svg: &mut Svg, left: f64, unit: &str, points: &[Point]) {
    let (left, right, top, bottom) = (left + 70.0, left + 370.0, 70.0, 270.0);
    let most = |of: &dyn Fn(&Point) -> f64| points.iter().map(of).fold(0.0, f64::max);
    let (sizes, times) = (most(&|point| point.size), most(&|point| point.encrypt.max(point.decrypt)));
    let place =
        |size: f64, ns: f64| (left + (right - left) * size / sizes, bottom - (bottom - top) * ns / times);
    for n in 0..=4 {
        let part = f64::from(n) / 4.0;
        let (x, y) = place(sizes * part, times * part);
        svg.line(&[(left, y), (right, y)], "grid");
        svg.text((left - 6.0, y + 4.0), "end", "", &readable(times * part));
        svg.text((x, bottom + 18.0), "middle", "", &rounded(sizes * part));
    }
    svg.text(((left + right) / 2.0, bottom + 38.0), "middle", "", unit);
    let lines = [
        ("encrypt", "first", points.iter().map(|point| (point.size, point.encrypt)).collect::<Vec<_>>()),
        ("decrypt", "second", points.iter().map(|point| (point.size, point.decrypt)).collect()),
    ];
    for (n, (name, class, line)) in lines.into_iter().enumerate() {
        let (start, slope, determination) = fit(&line);
        println!(
            "{name} by {unit}: {} + {slope:.3} ns each; R squared {determination:.5}",
            readable(start.max(0.0))
        );
        svg.line(&[place(0.0, start.max(0.0)), place(sizes, start + slope * sizes)], class);
        for (size, ns) in line {
            svg.dot(place(size, ns), class);
        }
        svg.bar((left + 8.0, top - 28.0 + 15.0 * n as f64), 10.0, 10.0, class);
        let label = format!("{name}: R squared {determination:.4}");
        svg.text((left + 24.0, top - 19.0 + 15.0 * n as f64), "start", "", &label);
    }
}
