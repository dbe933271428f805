//! The prosec program: hands its arguments to the library and exits with its code.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use prosec::cli::{Terminal, run};

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let mut terminal = Terminal::of_process(&mut out, &mut err);
    ExitCode::from(run(std::env::args_os(), &mut terminal).code())
}
