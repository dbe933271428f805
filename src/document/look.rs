//! How text looks in the elements that are open, as far as that decides whether readers see it. What an
//! element says of itself stands in its attributes; what a style sheet may say of it is not known, so
//! that a class or an id makes its colours unknown.

use super::block::Hidden;
use super::style::{Color, Rgb, color, declarations, is_alike, pixels};

/// How the text of an element looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    is_undisplayed: bool,
    is_invisible: bool,
    is_off_screen: bool,
    is_indented: bool,
    is_tiny: bool,
    color: Option<Color>,
    ground: Ground,
}

/// What stands behind a text.
#[derive(Clone, Copy, Debug, Default)]
enum Ground {
    #[default]
    Unknown,
    /// The page, which is white as long as no style sheet is met.
    Page,
    Color(Rgb),
}

/// What the attributes of an element say of its look.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a> {
    /// Whether it has a class or an id, for which a style sheet may have rules.
    pub(super) is_named: bool,
    /// Whether it is a page or its body.
    pub(super) is_page: bool,
    /// Whether it is a link, which has a colour of its own.
    pub(super) is_link: bool,
    pub(super) is_hidden: bool,
    pub(super) class: &'a str,
    pub(super) style: &'a str,
    pub(super) color: &'a str,
    pub(super) ground: &'a str,
    /// Whether an image stands behind it.
    pub(super) has_image: bool,
}

/// Parts of classes for text that is meant for the ear, or for the list of a mail reader.
const MEANT: [&str; 9] = [
    "sr-only",
    "sronly",
    "visually",
    "screen-reader",
    "screenreader",
    "assistive",
    "a11y",
    "preheader",
    "preview",
];

impl Look {
    /// The look of an element within one that looks like this.
    pub(super) fn within(self, attributes: &Attributes<'_>) -> Self {
        let mut look = self;
        if attributes.is_page {
            look.ground = Ground::Page;
        }
        if attributes.is_named || attributes.has_image {
            look.ground = Ground::Unknown;
        }
        if attributes.is_named || attributes.is_link {
            look.color = None;
        }
        if let Some(Color::Opaque(rgb)) = color(&attributes.ground.to_lowercase()) {
            look.ground = Ground::Color(rgb);
        }
        if !attributes.color.is_empty() {
            look.color = color(&attributes.color.to_lowercase());
        }
        look.is_undisplayed |= attributes.is_hidden;
        if !attributes.style.is_empty() && !MEANT.iter().any(|meant| attributes.class.contains(meant)) {
            look.apply(&declarations(attributes.style));
        }
        look
    }

    /// Whether and how text that looks like this is hidden.
    pub(super) fn hidden(self) -> Option<Hidden> {
        let is_uncoloured = match (self.color, self.ground) {
            (Some(Color::Transparent), _) => true,
            (Some(Color::Opaque(text)), Ground::Color(ground)) => is_alike(text, ground),
            (Some(Color::Opaque(text)), Ground::Page) => is_alike(text, [u8::MAX; 3]),
            _ => false,
        };
        if self.is_undisplayed || self.is_invisible {
            Some(Hidden::Undisplayed)
        } else if self.is_off_screen || self.is_indented {
            Some(Hidden::OffScreen)
        } else if self.is_tiny {
            Some(Hidden::Tiny)
        } else {
            is_uncoloured.then_some(Hidden::Uncoloured)
        }
    }

    /// The look where a style sheet may have coloured the page.
    pub(super) fn on_styled_page(self) -> Self {
        let ground = if matches!(self.ground, Ground::Page) { Ground::Unknown } else { self.ground };
        Self { ground, ..self }
    }

    fn apply(&mut self, declarations: &[(String, String)]) {
        let value = |name: &str| {
            declarations.iter().rev().find(|(property, _)| property == name).map(|(_, value)| value.as_str())
        };
        let length = |name: &str| value(name).and_then(pixels);
        let is_far = |name: &str| length(name).is_some_and(|length| length <= FAR);
        let is_clipped = value("overflow") == Some("hidden");
        let has_no = |name: &str| length(name).is_some_and(|length| length.abs() <= 1.0);
        let is_box_gone =
            is_clipped && ["height", "width", "max-height", "max-width"].into_iter().any(has_no);
        let opacity = value("opacity").and_then(|opacity| opacity.parse::<f32>().ok());
        self.is_undisplayed |= value("display") == Some("none")
            || opacity.is_some_and(|opacity| opacity <= 0.02)
            || value("transform").is_some_and(|transform| transform.starts_with("scale(0)"))
            || is_box_gone;
        match value("visibility") {
            Some("hidden" | "collapse") => self.is_invisible = true,
            Some("visible") => self.is_invisible = false,
            _ => {}
        }
        let is_placed = matches!(value("position"), Some("absolute" | "fixed" | "relative"));
        self.is_off_screen |= is_placed && ["left", "top", "right", "bottom"].into_iter().any(is_far)
            || ["margin-left", "margin-top"].into_iter().any(is_far)
            || value("clip").is_some_and(is_empty_clip);
        if let Some(indent) = length("text-indent") {
            self.is_indented = indent <= FAR;
        }
        let size = value("font-size").or_else(|| value("font").and_then(size_of_font));
        if let Some(size) = size {
            self.size(size);
        }
        match value("color") {
            Some("inherit") | None => {}
            Some(value) => self.color = color(value),
        }
        if let Some(value) = value("background-color").or_else(|| value("background")) {
            self.ground(value);
        }
        if value("background-image").is_some_and(|image| image != "none") {
            self.ground = Ground::Unknown;
        }
    }

    fn size(&mut self, size: &str) {
        let is_relative = size.ends_with('%') || size.ends_with("em") && !size.ends_with("rem");
        match pixels(size) {
            Some(size) if size <= LEAST => self.is_tiny = true,
            Some(_) if is_relative => {}
            _ => self.is_tiny = false,
        }
    }

    fn ground(&mut self, value: &str) {
        match color(value) {
            Some(Color::Opaque(rgb)) => self.ground = Ground::Color(rgb),
            Some(Color::Transparent) => {}
            None if matches!(value, "none" | "inherit" | "initial" | "unset") => {}
            None => {
                let is_plain = !value.contains('(');
                self.ground = match value.split_whitespace().find_map(color) {
                    Some(Color::Opaque(rgb)) if is_plain => Ground::Color(rgb),
                    _ => Ground::Unknown,
                };
            }
        }
    }
}

/// Text that stands so far to the left or above, in pixels, is on no screen.
const FAR: f32 = -500.0;

/// Text of this size, in pixels, cannot be read.
const LEAST: f32 = 1.4;

/// The size in the value of `font`: “italic 12px/1.5 serif”.
fn size_of_font(font: &str) -> Option<&str> {
    let size = font.split_whitespace().find(|part| {
        let is_length = part.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        // Three digits alone are the weight.
        is_length && !(part.len() == 3 && part.ends_with("00"))
    })?;
    size.split('/').next()
}

fn is_empty_clip(clip: &str) -> bool {
    let Some(sides) = clip.strip_prefix("rect(") else { return false };
    let mut sides = sides.trim_end_matches(')').split([',', ' ']).filter(|side| !side.is_empty());
    sides.all(|side| pixels(side).is_some_and(|length| (0.0..=1.0).contains(&length)))
}

/// The elements that are open, each with the look of its text.
#[derive(Debug, Default)]
pub(super) struct Looks {
    open: Vec<Open>,
    /// Whether a style sheet was met, which may colour the page.
    is_styled: bool,
}

#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    is_inline: bool,
    look: Look,
}

impl Looks {
    /// The look of text that comes now.
    pub(super) fn now(&self) -> Look {
        self.open.last().map(|open| open.look).unwrap_or_default()
    }

    /// Opens an element. Those that it ends unsaid are closed: a cell ends the cell before it.
    pub(super) fn open(&mut self, name: &[u8], is_inline: bool, attributes: &Attributes<'_>) {
        if !is_inline {
            self.close_unsaid(name);
        }
        let look = self.now().within(attributes);
        let look = if self.is_styled { look.on_styled_page() } else { look };
        self.open.push(Open { name: name.to_vec(), is_inline, look });
    }

    /// Closes the innermost element of this name with all that is open in it; an inline element ends no block
    /// around it.
    pub(super) fn close(&mut self, name: &[u8], is_inline: bool) {
        let found = self
            .open
            .iter()
            .rev()
            .take(DEEPEST)
            .take_while(|open| !is_inline || open.is_inline || open.name == name)
            .position(|open| open.name == name);
        if let Some(above) = found {
            self.open.truncate(self.open.len() - above - 1);
        }
    }

    /// Closes the inline elements that were left open.
    pub(super) fn close_inline(&mut self) {
        while self.open.last().is_some_and(|open| open.is_inline) {
            self.open.pop();
        }
    }

    /// Says that a style sheet may colour the page.
    pub(super) fn meet_style_sheet(&mut self) {
        self.is_styled = true;
        for open in &mut self.open {
            open.look = open.look.on_styled_page();
        }
    }

    fn close_unsaid(&mut self, name: &[u8]) {
        let (ended, walls): (&[&[u8]], &[&[u8]]) = match name {
            b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
            b"tr" => (&[b"tr"], &[b"table"]),
            b"li" => (&[b"li"], &[b"ul", b"ol", b"menu"]),
            b"dd" | b"dt" => (&[b"dd", b"dt"], &[b"dl"]),
            _ => (&[b"p"], &[b"td", b"th", b"table", b"button"]),
        };
        let found = self
            .open
            .iter()
            .rev()
            .take(DEEPEST)
            .take_while(|open| !walls.contains(&&*open.name))
            .position(|open| ended.contains(&&*open.name));
        if let Some(above) = found {
            self.open.truncate(self.open.len() - above - 1);
        }
    }
}

/// How far around itself an element is looked for; only pages that are broken on purpose nest deeper.
const DEEPEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(style: &str, expected: Option<Hidden>) {
        let page = Look::default().within(&Attributes { is_page: true, ..Attributes::default() });
        let look = page.within(&Attributes { style, ..Attributes::default() });
        assert_eq!(look.hidden(), expected, "{style}");
    }

    #[test]
    fn styles_hide() {
        check("display:none", Some(Hidden::Undisplayed));
        check("VISIBILITY: hidden", Some(Hidden::Undisplayed));
        check("opacity:.0", Some(Hidden::Undisplayed));
        check("height:0;overflow:hidden", Some(Hidden::Undisplayed));
        check("font-size:0", Some(Hidden::Tiny));
        check("font:1px/2px arial", Some(Hidden::Tiny));
        check("position:absolute;left:-9999px", Some(Hidden::OffScreen));
        check("text-indent:-999em", Some(Hidden::OffScreen));
        check("clip: rect(0, 0, 0, 0)", Some(Hidden::OffScreen));
        check("color:#fefefe", Some(Hidden::Uncoloured));
        check("color:red;background:#FF0000 none", Some(Hidden::Uncoloured));
        check("color:transparent", Some(Hidden::Uncoloured));
    }

    #[test]
    fn styles_that_hide_nothing() {
        check("display:block;visibility:visible;opacity:0.5", None);
        check("font-size:80%", None);
        check("font:700 12px serif", None);
        check("left:-9999px", None);
        check("margin-left:-20px", None);
        check("height:0", None);
        check("color:white;background:url(night.jpg) white", None);
        check("color:white;background:#000", None);
        check("color:#ddd", None);
    }

    #[test]
    fn what_is_around_counts() {
        let styled = |look: Look, style: &str| look.within(&Attributes { style, ..Attributes::default() });
        let undisplayed = styled(Look::default(), "display:none");
        assert!(styled(undisplayed, "display:block").hidden().is_some());
        let tiny = styled(Look::default(), "font-size:0");
        assert!(styled(tiny, "font-size:12px").hidden().is_none());
        assert!(styled(tiny, "font-size:2em").hidden().is_some());
        let invisible = styled(Look::default(), "visibility:hidden");
        assert!(styled(invisible, "visibility:visible").hidden().is_none());
        let white = styled(styled(Look::default(), "background:white"), "color:white");
        assert!(white.hidden().is_some());
        let link = white.within(&Attributes { is_link: true, ..Attributes::default() });
        assert!(link.hidden().is_none(), "links have their own colour");
        let named = white.within(&Attributes { is_named: true, ..Attributes::default() });
        assert!(named.hidden().is_none(), "a class may have a colour");
    }
}
