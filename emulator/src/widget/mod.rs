//! The widgets installed in the local amoCRM.

mod files;
mod listing;
mod manifest;

pub(crate) use files::{WidgetFile, WidgetFiles};
pub(crate) use listing::{ListedWidget, client_uuid, list_widget};
pub(crate) use manifest::Manifest;

use std::path::Path;

/// The documented jQuery recipe's code; always installed, as the control of this host.
const RECIPE_CODE: &str = "jquery_recipe";

/// A widget under the code that amoCRM would have made up when it was uploaded.
#[derive(Debug)]
pub(crate) struct InstalledWidget {
    pub(crate) code: String,
    pub(crate) files: WidgetFiles,
}

/// Gives each widget a code of its own; the recipe comes last.
pub(crate) fn install(sources: Vec<WidgetFiles>, recipe: WidgetFiles) -> Vec<InstalledWidget> {
    let mut installed: Vec<InstalledWidget> = Vec::new();
    for files in sources {
        let code = free_code(&installed, &code_for(files.path()));
        installed.push(InstalledWidget { code, files });
    }
    installed.push(InstalledWidget {
        code: RECIPE_CODE.to_owned(),
        files: recipe,
    });
    installed
}

/// amoCRM makes a code up on upload; here it comes from the name of the folder or zip.
fn code_for(path: &Path) -> String {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let letters: String = stem
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    // A code starts with a letter, and the prefix keeps it apart from the host's own names.
    format!("local_{letters}")
}

fn free_code(installed: &[InstalledWidget], wanted: &str) -> String {
    let taken = |code: &str| installed.iter().any(|widget| widget.code == code);
    let mut code = wanted.to_owned();
    let mut number = 2;
    while taken(&code) {
        code = format!("{wanted}_{number}");
        number += 1;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_amocrm_accepts() {
        assert_eq!(code_for(Path::new("dist/widget")), "local_widget");
        assert_eq!(
            code_for(Path::new("/x/My widget-2.zip")),
            "local_my_widget_2"
        );
    }

    #[test]
    fn two_widgets_of_one_name_get_codes_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
        let open = || WidgetFiles::open(folder.path()).unwrap();
        let installed = install(vec![open(), open()], open());
        assert_ne!(installed[0].code, installed[1].code);
        assert_eq!(installed[2].code, RECIPE_CODE);
    }
}
