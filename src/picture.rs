//! SVG as PNG, with fonts of our own, so that the picture looks the same on every machine. Only here is resvg named.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Tree};

/// Inter for Latin script, a part of Noto Sans for Japanese; `assets/fonts/README.md` says which characters they have.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [
        include_bytes!("../assets/fonts/Inter-Regular.otf").as_slice(),
        include_bytes!("../assets/fonts/Inter-SemiBold.otf").as_slice(),
        include_bytes!("../assets/fonts/NotoSansCJKjp-Regular.otf").as_slice(),
    ] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    Arc::new(fonts)
});

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The text is no SVG.
    #[error("the picture is no SVG: {0}")]
    Svg(#[from] usvg::Error),
    /// The picture has no extent, or too large a one.
    #[error("a picture of {width} by {height} cannot be drawn")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The pixels could not be packed.
    #[error("the picture could not be packed: {0}")]
    Png(String),
}

/// The picture as PNG, one pixel for each unit of the SVG, at most 4,096 wide and 8,192 high.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    const WIDEST: u32 = 4096;
    const HIGHEST: u32 = 8192;
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let (width, height) = tree.size().to_int_size().dimensions();
    let mut pixels = Some(())
        .filter(|()| width <= WIDEST && height <= HIGHEST)
        .and_then(|()| Pixmap::new(width, height))
        .ok_or(PictureError::Size { width, height })?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| PictureError::Png(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(size: &str, body: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Inter">{body}</svg>"#
        )
    }

    /// How many pixels are painted.
    fn painted(body: &str) -> usize {
        let png = png(&svg(r#"width="300" height="60""#, body)).unwrap();
        let pixels = Pixmap::decode_png(&png).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (300, 60));
        pixels.pixels().iter().filter(|it| it.alpha() > 0).count()
    }

    #[test]
    fn text_is_painted_in_latin_and_japanese() {
        assert_eq!(painted(""), 0);
        for text in ["Zoë Ångström", "アンソニー", "共同創業者"] {
            let body = format!(r#"<text x="5" y="40" font-size="30">{text}</text>"#);
            assert!(painted(&body) > 500, "{text}");
        }
    }

    #[test]
    fn a_style_sheet_colours_and_a_preference_for_dark_changes_nothing() {
        let body = "<style>.a{fill:#fff}@media (prefers-color-scheme: dark){.a{fill:#000}}</style>\
                    <rect class='a' width='300' height='60'/>";
        let png = png(&svg(r#"width="300" height="60""#, body)).unwrap();
        let pixels = Pixmap::decode_png(&png).unwrap();
        assert!(
            pixels
                .pixels()
                .iter()
                .all(|it| it.red() == 255 && it.alpha() == 255)
        );
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(matches!(png("<p>"), Err(PictureError::Svg(_))));
        let huge = svg(r#"width="100000" height="10""#, "");
        assert!(matches!(png(&huge), Err(PictureError::Size { .. })));
    }
}
