//! `cargo xtask pack`: from the sources to `dist/widget/` and `dist/widget.zip`.
//!
//! Everything is made in a folder of its own and put in place at the end, so that a half-written
//! widget never lies in `dist/`. The same sources and toolchain give the same bytes, whatever
//! the machine, the folder and the day.

mod archive;
mod images;
mod licences;
mod manifest;
mod record;
mod script;
mod shipped_files;
mod staging;
mod value_table;
mod wasm;

pub(crate) use wasm::with_names;

use std::fmt;
use std::fs::{self, File};
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::progress::{self, Step};
use crate::project::Project;
use crate::setup::BuildTools;
use crate::size::{Growth, Weight};
use manifest::{Manifest, WebhookSecret};
use record::Record;
use staging::Staging;

/// A packed widget.
#[derive(Debug)]
pub(crate) struct Packed {
    /// `dist/widget`.
    pub(crate) folder: PathBuf,
    /// `dist/widget.zip`.
    pub(crate) archive: PathBuf,
    pub(crate) sizes: Sizes,
    /// What the script is made of, as the bundler tells.
    pub(crate) parts: PathBuf,
    /// The last widget of this version had other contents.
    changed_within_version: bool,
}

/// Bytes of what was packed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) script: Weight,
    pub(crate) archive: u64,
}

/// Packs the widget into `dist/`. `growth`: what happens where the script has become heavier.
pub(crate) fn pack(project: &Project, tools: &BuildTools, growth: Growth) -> Result<Packed> {
    let _lock = packing(project)?;
    let secret = WebhookSecret::from_environment();
    let manifest = read_manifest(project, &secret)?;
    let glue = wasm::build(project, tools)?;

    let staging = Staging::create(project)?;
    let widget = staging.widget();
    shipped_files::copy(project, &widget)?;
    manifest.write(&widget)?;
    let script = script::bundle(project, tools, &glue, &widget, growth)?;
    draw_images(project, &widget)?;
    licences::write(project, &widget)?;

    let step = Step::start("dist/widget.zip");
    let bytes = archive::write(&widget, &staging.archive())?;
    let sizes = Sizes {
        script: script.weight,
        archive: bytes.len() as u64,
    };
    let record = Record::of(project, tools, &bytes, sizes, &secret)?;
    let changed_within_version = record.differs_from_last(project);
    record.write(&staging.record())?;
    let (folder, archive) = staging.install(project)?;
    step.done(format!("{} bytes", sizes.archive));

    Ok(Packed {
        folder,
        archive,
        sizes,
        parts: script.parts,
        changed_within_version,
    })
}

/// Makes the packed widget once more, with panics on demand, in `target/planted-traps/widget`: the
/// tests are for it alone.
pub(crate) fn pack_with_planted_traps(project: &Project, tools: &BuildTools) -> Result<()> {
    let _lock = packing(project)?;
    let glue = wasm::build_with_planted_traps(project, tools)?;
    let widget = project.planted_traps_folder().join("widget");
    wasm::replace_by_copy(&project.path("dist/widget"), &widget)?;
    script::bundle_for_tests(project, tools, &glue, &widget)
}

impl Packed {
    /// amoCRM caches a widget by its version: new contents need a new one.
    pub(crate) fn warn_of_old_version(&self, project: &Project) {
        if self.changed_within_version {
            progress::warn(format!(
                "the contents are not those packed as version {version} before. amoCRM caches by \
                 version: before uploading, raise `version` in Cargo.toml",
                version = project.version()
            ));
        }
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "script.js {} bytes, {} after gzip -9; widget.zip {} bytes",
            self.script.raw, self.script.gzip, self.archive
        )
    }
}

/// Two packs at once would take each other's wasm away.
fn packing(project: &Project) -> Result<File> {
    let folder = project.wasm_target_folder();
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    let path = folder.join("pack.lock");
    let lock = File::create(&path).map_err(Error::file("create", &path))?;
    lock.lock().map_err(Error::file("lock", &path))?;
    Ok(lock)
}

fn read_manifest(project: &Project, secret: &WebhookSecret) -> Result<Manifest> {
    let step = Step::start("Manifest and languages");
    let manifest = Manifest::read(project, secret)?;
    step.done(format!(
        "version {}, {}, {secret}",
        project.version(),
        manifest.languages().join(" ")
    ));
    Ok(manifest)
}

fn draw_images(project: &Project, widget: &std::path::Path) -> Result<()> {
    let step = Step::start("Logos");
    let bytes = images::draw(project, widget)?;
    step.done(format!("{} images, {bytes} bytes", images::COUNT));
    Ok(())
}
