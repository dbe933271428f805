//! XML for the formats that are XML: escaped by the writer, and without the characters that XML cannot hold.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::emit::visible::visible_lines;

/// Names and values of attributes.
type Attributes<'a> = [(&'a str, &'a str)];

/// Writes the line that says what the document is.
pub(super) fn declare(out: &mut dyn io::Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.write_all(b"\n")
}

/// Opens an element and goes to the next line.
pub(super) fn open(name: &str, attributes: &Attributes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Start(start(name, attributes)))?;
    out.write_all(b"\n")
}

/// Closes an element.
pub(super) fn close(name: &str, out: &mut dyn io::Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::End(BytesEnd::new(name)))?;
    out.write_all(b"\n")
}

/// Writes an element without content.
pub(super) fn empty(name: &str, attributes: &Attributes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::Empty(start(name, attributes)))?;
    out.write_all(b"\n")
}

/// Writes an element that holds a text.
pub(super) fn element(
    name: &str,
    attributes: &Attributes<'_>,
    text: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut writer = Writer::new(&mut *out);
    writer.write_event(Event::Start(start(name, attributes)))?;
    writer.write_event(Event::Text(BytesText::new(&visible_lines(text))))?;
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    out.write_all(b"\n")
}

fn start<'n>(name: &'n str, attributes: &Attributes<'_>) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        start.push_attribute((name, visible_lines(value).as_str()));
    }
    start
}
