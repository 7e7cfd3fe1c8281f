//! The main times as a picture for the README: bars, in the colours of a light and a dark page.

use std::fmt::Write;

use super::contestant::Contestant;
use super::measurement::Measurement;
use super::report::{Report, Times};

/// What a person feels.
const SHOWN: [Measurement; 5] = [
    Measurement::Start,
    Measurement::FirstOpening,
    Measurement::WarmOpening,
    Measurement::Forms(100),
    Measurement::Keystroke(super::budget::LONG),
];

const WIDTH: u32 = 760;
/// Of a bar with the gap below it.
const LINE: u32 = 20;
const BAR: u32 = 14;
/// Where the bars begin, and how long the longest of a group is.
const LEFT: u32 = 190;
const LONGEST: f64 = 440.0;
const HEADING: u32 = 30;
const MARGIN: u32 = 14;

const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#1f2328}.heading{font-weight:600}\
.widget{fill:#0969da}.other{fill:#8c959f}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.widget{fill:#4493f8}.other{fill:#656c76}}";

/// The picture as SVG. The bars of a group are drawn to one scale, each group to its own.
pub(super) fn draw(report: &Report) -> String {
    let groups: Vec<&Times> = SHOWN
        .into_iter()
        .filter_map(|measurement| report.times(measurement))
        .collect();
    let lines: usize = groups.iter().map(|times| times.of.len()).sum();
    let height = 2 * MARGIN + HEADING * groups.len() as u32 + LINE * lines as u32;
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\">\n\
         <title>Times of this widget and its rivals</title>\n<style>{STYLE}</style>\n"
    );
    let mut top = MARGIN;
    for times in groups {
        draw_group(&mut picture, times, &mut top);
    }
    picture.push_str("</svg>\n");
    picture
}

fn draw_group(picture: &mut String, times: &Times, top: &mut u32) {
    let longest = times
        .of
        .values()
        .map(|summary| summary.median)
        .fold(0.0, f64::max);
    // Writing to a String does not fail.
    let _ = writeln!(
        picture,
        "<text class=\"heading\" x=\"{MARGIN}\" y=\"{}\">{}</text>",
        *top + 18,
        times.measurement.label()
    );
    *top += HEADING;
    for (contestant, summary) in &times.of {
        let class = match contestant {
            Contestant::Widget => "widget",
            _ => "other",
        };
        let length = LONGEST * summary.median / longest;
        let text = *top + 11;
        let _ = writeln!(
            picture,
            "<text x=\"{MARGIN}\" y=\"{text}\">{}</text>\
             <rect class=\"{class}\" x=\"{LEFT}\" y=\"{top}\" width=\"{length:.1}\" \
             height=\"{BAR}\" rx=\"2\"/>\
             <text x=\"{:.1}\" y=\"{text}\">{}</text>",
            contestant.label(),
            f64::from(LEFT) + length + 8.0,
            super::milliseconds(summary.median)
        );
        *top += LINE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_of_a_group_has_the_longest_bar() {
        let picture = draw(&Report::example());
        let bar = |class: &str| {
            let (_, bar) = picture
                .split_once(&format!("<rect class=\"{class}\""))
                .unwrap();
            let (_, width) = bar.split_once("width=\"").unwrap();
            width.split_once('"').unwrap().0.to_owned()
        };
        assert_eq!(bar("widget"), "220.0");
        assert_eq!(bar("other"), "440.0");
    }
}
