//! The logos that amoCRM asks for, each in its exact size, drawn from one SVG.

use std::error::Error as StdError;
use std::fs;
use std::path::Path;

use oxipng::{Options as Optimisation, StripChunks, optimize_from_memory};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::error::{Error, Result};
use crate::project::Project;

/// Where the one source of all logos lies.
const SOURCE: &str = "logo/pipeline-message.svg";

/// The shorter side of each picture, in the units of the SVG: a corner is as round, compared
/// with its picture, in each of them.
const SHORTER_SIDE: f32 = 96.0;

/// Name, width and height as amoCRM's documentation of the archive gives them. amoCRM answers
/// a missing one with a system error when the widget is uploaded.
const LOGOS: [Logo; COUNT] = [
    Logo::new("images/logo_main.png", 400, 272),
    Logo::new("images/logo_medium.png", 240, 84),
    Logo::new("images/logo.png", 130, 100),
    Logo::new("images/logo_small.png", 108, 108),
    Logo::new("images/logo_min.png", 84, 84),
    Logo::new("images/logo_dp.png", 174, 109),
];

/// How many logos there are.
pub(super) const COUNT: usize = 6;

#[derive(Debug, Clone, Copy)]
struct Logo {
    file: &'static str,
    width: u16,
    height: u16,
}

impl Logo {
    const fn new(file: &'static str, width: u16, height: u16) -> Self {
        Self {
            file,
            width,
            height,
        }
    }
}

/// Draws all logos into `widget`; gives their bytes together.
pub(super) fn draw(project: &Project, widget: &Path) -> Result<u64> {
    let source = project.path(SOURCE);
    let svg = fs::read_to_string(&source).map_err(Error::file("read", &source))?;
    let mut total = 0;
    for logo in LOGOS {
        let png = render(&svg, logo).map_err(|cause| Error::Image {
            image: logo.file,
            svg: source.clone(),
            cause,
        })?;
        let path = widget.join(logo.file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
        }
        fs::write(&path, &png).map_err(Error::file("write", &path))?;
        total += png.len() as u64;
    }
    Ok(total)
}

fn render(svg: &str, logo: Logo) -> Result<Vec<u8>, Box<dyn StdError + Send + Sync>> {
    let tree = Tree::from_str(&sized(svg, logo), &Options::default())?;
    let mut picture =
        Pixmap::new(logo.width.into(), logo.height.into()).ok_or("no picture of that size")?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    let optimisation = Optimisation {
        strip: StripChunks::All,
        ..Optimisation::from_preset(1)
    };
    Ok(optimize_from_memory(&picture.encode_png()?, &optimisation)?)
}

/// The SVG, which has no size of its own, in the size of `logo`.
fn sized(svg: &str, Logo { width, height, .. }: Logo) -> String {
    let (wide, high) = (f32::from(width), f32::from(height));
    let scale = SHORTER_SIDE / wide.min(high);
    let (right, bottom) = (wide * scale, high * scale);
    let root = format!(r#"<svg width="{width}" height="{height}" viewBox="0 0 {right} {bottom}" "#);
    svg.replacen("<svg ", &root, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg">
        <rect width="100%" height="100%" fill="red"/></svg>"#;

    #[test]
    fn a_picture_has_exactly_its_size_and_is_filled() {
        for logo in LOGOS {
            let png = render(TILE, logo).unwrap();
            let picture = Pixmap::decode_png(&png).unwrap();
            assert_eq!(picture.width(), u32::from(logo.width), "{}", logo.file);
            assert_eq!(picture.height(), u32::from(logo.height), "{}", logo.file);
            assert!(picture.pixels().iter().all(|pixel| pixel.alpha() == 255));
        }
    }

    #[test]
    fn no_svg_is_an_error() {
        assert!(render("no picture", LOGOS[0]).is_err());
    }
}
