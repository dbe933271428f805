//! The declarations of a `style` attribute, as far as they can take text out of sight: lengths, colours and
//! the properties that they belong to. Style sheets are not read.

/// A colour, as red, green and blue.
pub(super) type Rgb = [u8; 3];

/// What a colour's value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Color {
    /// A colour.
    Opaque(Rgb),
    /// None at all.
    Transparent,
}

/// The declarations of a `style` attribute in their order: the property in lower case and its value, without
/// comments and “!important”.
pub(super) fn declarations(style: &str) -> Vec<(String, String)> {
    let style = without_comments(style);
    let mut found = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    for (index, c) in style.char_indices().chain([(style.len(), ';')]) {
        match (quote, c) {
            (Some(open), _) if c == open || index == style.len() => quote = None,
            (Some(_), _) => continue,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if index == style.len() || c == ';' && depth == 0 && quote.is_none() {
            if let Some((property, value)) = style[start..index].split_once(':') {
                let value = value.split('!').next().unwrap_or_default();
                found.push((property.trim().to_lowercase(), value.trim().to_lowercase()));
            }
            start = (index + 1).min(style.len());
        }
    }
    found
}

fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut text = String::with_capacity(style.len());
    while let Some(start) = rest.find("/*") {
        text.push_str(&rest[..start]);
        let after = &rest[start + 2..];
        rest = after.find("*/").map_or("", |end| &after[end + 2..]);
    }
    text.push_str(rest);
    text
}

/// A length in pixels; parts of a font's size and of its container are taken as those of common sizes.
pub(super) fn pixels(value: &str) -> Option<f32> {
    let digits = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(value.len());
    let number: f32 = value[..digits].parse().ok()?;
    let unit = match value[digits..].trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" => 16.0,
        "ex" | "ch" => 8.0,
        "in" => 96.0,
        "cm" => 37.8,
        "mm" => 3.78,
        "%" | "vw" | "vh" => 10.0,
        _ => return None,
    };
    Some(number * unit)
}

/// A colour as style sheets and old attributes write it: “#fff”, “ffffff”, “rgb(0, 0, 0)”, “white”.
pub(super) fn color(value: &str) -> Option<Color> {
    let value = value.trim();
    if value == "transparent" {
        return Some(Color::Transparent);
    }
    if let Ok(index) = NAMES.binary_search_by(|(name, _)| (*name).cmp(value)) {
        let [_, red, green, blue] = NAMES[index].1.to_be_bytes();
        return Some(Color::Opaque([red, green, blue]));
    }
    if let Some(parts) =
        value.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').strip_prefix('('))
    {
        return function(parts.trim_end_matches(')'));
    }
    let digits = value.strip_prefix('#').unwrap_or(value);
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |index: usize, width: usize| {
        let value = u8::from_str_radix(&digits[index * width..(index + 1) * width], 16).ok()?;
        Some(if width == 1 { value * 17 } else { value })
    };
    let width = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    if digits.len() == 4 * width && channel(3, width) == Some(0) {
        return Some(Color::Transparent);
    }
    Some(Color::Opaque([channel(0, width)?, channel(1, width)?, channel(2, width)?]))
}

/// The colour that the arguments of `rgb()` or `rgba()` name.
fn function(arguments: &str) -> Option<Color> {
    let mut parts = arguments.split([',', ' ', '/']).map(str::trim).filter(|part| !part.is_empty());
    let mut channel = || {
        let part = parts.next()?;
        let (number, scale) = part.strip_suffix('%').map_or((part, 1.0), |number| (number, 2.55));
        let number: f32 = number.trim().parse().ok()?;
        Some((number * scale).round().clamp(0.0, 255.0) as u8)
    };
    let rgb = [channel()?, channel()?, channel()?];
    let alpha: Option<f32> = parts.next().and_then(|part| part.trim_end_matches('%').parse().ok());
    Some(if alpha.is_some_and(|alpha| alpha < 0.02) { Color::Transparent } else { Color::Opaque(rgb) })
}

/// Whether text of one colour cannot be told from a ground of the other.
pub(super) fn is_alike(one: Rgb, other: Rgb) -> bool {
    const MOST: u8 = 8;
    one.iter().zip(other).all(|(&a, b)| a.abs_diff(b) <= MOST)
}

/// Names of colours that pages are made of, in their order.
const NAMES: [(&str, u32); 40] = [
    ("aliceblue", 0xf0_f8_ff),
    ("antiquewhite", 0xfa_eb_d7),
    ("aqua", 0x00_ff_ff),
    ("azure", 0xf0_ff_ff),
    ("beige", 0xf5_f5_dc),
    ("black", 0x00_00_00),
    ("blue", 0x00_00_ff),
    ("brown", 0xa5_2a_2a),
    ("cornsilk", 0xff_f8_dc),
    ("cyan", 0x00_ff_ff),
    ("darkblue", 0x00_00_8b),
    ("darkgray", 0xa9_a9_a9),
    ("darkgreen", 0x00_64_00),
    ("darkred", 0x8b_00_00),
    ("floralwhite", 0xff_fa_f0),
    ("fuchsia", 0xff_00_ff),
    ("gainsboro", 0xdc_dc_dc),
    ("ghostwhite", 0xf8_f8_ff),
    ("gold", 0xff_d7_00),
    ("gray", 0x80_80_80),
    ("green", 0x00_80_00),
    ("grey", 0x80_80_80),
    ("ivory", 0xff_ff_f0),
    ("lavender", 0xe6_e6_fa),
    ("lightgray", 0xd3_d3_d3),
    ("lightgrey", 0xd3_d3_d3),
    ("lightyellow", 0xff_ff_e0),
    ("lime", 0x00_ff_00),
    ("magenta", 0xff_00_ff),
    ("maroon", 0x80_00_00),
    ("mintcream", 0xf5_ff_fa),
    ("navy", 0x00_00_80),
    ("orange", 0xff_a5_00),
    ("purple", 0x80_00_80),
    ("red", 0xff_00_00),
    ("silver", 0xc0_c0_c0),
    ("snow", 0xff_fa_fa),
    ("white", 0xff_ff_ff),
    ("whitesmoke", 0xf5_f5_f5),
    ("yellow", 0xff_ff_00),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_parted() {
        let parted = |style: &str| {
            let all: Vec<String> =
                declarations(style).iter().map(|(name, value)| format!("{name}={value}")).collect();
            all.join("|")
        };
        assert_eq!(parted("Display : NONE !important;color:#FFF"), "display=none|color=#fff");
        assert_eq!(parted("a:url(x;y);/* b:c; */d:'e;f'"), "a=url(x;y)|d='e;f'");
        assert_eq!(parted("display/* */:none;;x;"), "display=none");
        assert_eq!(parted("a:'b;c:d"), "a='b;c:d");
        assert_eq!(parted("/* a:b"), "");
    }

    #[test]
    fn lengths_are_read() {
        for (value, expected) in
            [("0", Some(0.0)), ("1px", Some(1.0)), ("-999em", Some(-15984.0)), ("small", None), ("", None)]
        {
            assert_eq!(pixels(value), expected, "{value}");
        }
    }

    #[test]
    fn colours_are_read() {
        let white = Some(Color::Opaque([255; 3]));
        for value in
            ["white", "#fff", "#FFFFFF", "ffffff", "rgb(255, 255,255)", "rgb(100% 100% 100%)", "#ffff"]
        {
            assert_eq!(color(&value.to_lowercase()), white, "{value}");
        }
        for value in ["transparent", "rgba(0,0,0,0)", "#0000", "#12345600"] {
            assert_eq!(color(value), Some(Color::Transparent), "{value}");
        }
        for value in ["inherit", "url(a.png)", "#ggg", "#12", "rgb(1,2)", "é"] {
            assert_eq!(color(value), None, "{value}");
        }
        assert!(is_alike([255; 3], [250, 255, 252]) && !is_alike([255; 3], [240; 3]));
        assert!(NAMES.is_sorted());
    }
}
