//! Where the numbers go: JSON and a picture, and the table in the README that is made of them, so
//! that no number there is typed by hand.

use std::fs;
use std::path::PathBuf;

use super::contestant::Contestant;
use super::measurement::Measurement;
use super::report::Report;
use super::{milliseconds, picture};
use crate::error::{Error, Result};
use crate::project::Project;

/// Between these two the README's table stands.
const BEGIN: &str = "<!-- written by `cargo xtask bench --write-docs` -->";
const END: &str = "<!-- end of what it writes -->";

const IN_README: [Measurement; 8] = [
    Measurement::Start,
    Measurement::StartInAll,
    Measurement::FirstOpening,
    Measurement::WarmOpening,
    Measurement::WarmOpeningInAll,
    Measurement::Forms(100),
    Measurement::Keystroke(100),
    Measurement::Keystroke(super::budget::LONG),
];

/// Writes JSON and picture below `target/bench`, or below `docs/bench` with the README's table.
/// Gives the folder.
pub(super) fn write(project: &Project, report: &Report, in_docs: bool) -> Result<PathBuf> {
    let folder = project.path(if in_docs {
        "docs/bench"
    } else {
        "target/bench"
    });
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    let json = folder.join("bench.json");
    let mut text = serde_json::to_string_pretty(report)
        .map_err(|cause| Error::file("write", &json)(cause.into()))?;
    text.push('\n');
    fs::write(&json, text).map_err(Error::file("write", &json))?;
    let image = folder.join("bench.svg");
    fs::write(&image, picture::draw(report)).map_err(Error::file("write", &image))?;
    if in_docs {
        write_readme(project, report)?;
    }
    Ok(folder)
}

fn write_readme(project: &Project, report: &Report) -> Result<()> {
    let path = project.path("README.md");
    let readme = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
    let renewed = replace_between(&readme, &table(report)).ok_or_else(|| {
        Error::invalid(
            &path,
            "the place for the measured times is missing",
            format!("Put the lines {BEGIN} and {END} where the table belongs"),
        )
    })?;
    fs::write(&path, renewed).map_err(Error::file("write", &path))
}

/// `text` with `table` in the place of what stands between the two marks.
fn replace_between(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

fn table(report: &Report) -> String {
    let names = Contestant::ALL.map(Contestant::label).join(" | ");
    let mut table = format!("| | {names} |\n|---|--:|--:|--:|--:|\n");
    for times in IN_README.into_iter().filter_map(|one| report.times(one)) {
        let cells = Contestant::ALL.map(|one| match times.of.get(&one) {
            Some(summary) => milliseconds(summary.median),
            None => "–".to_owned(),
        });
        table.push_str(&format!(
            "| {} | {} |\n",
            times.measurement.label(),
            cells.join(" | ")
        ));
    }
    format!(
        "{table}\n`script.js`: {} bytes, {} after gzip -9. {}.\n",
        report.script.raw, report.script.gzip, report.machine
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let readme = format!("before\n{BEGIN}\nold\n{END}\nafter");
        let renewed = replace_between(&readme, "new\n").unwrap();
        assert_eq!(renewed, format!("before\n{BEGIN}\n\nnew\n\n{END}\nafter"));
        assert_eq!(replace_between(&renewed, "new\n").unwrap(), renewed);
        assert_eq!(replace_between("no marks", "new"), None);
    }

    #[test]
    fn a_row_has_a_cell_for_each_contestant() {
        let table = table(&Report::example());
        assert!(
            table.contains("| start | 1.00 ms | 2.00 ms | – | – |"),
            "{table}"
        );
    }
}
