//! `prosec completions` and `prosec man`: what shells complete, and the manual page. Both are drawn from the command
//! line itself.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::Roff;

use super::args::Cli;
use super::run::Exit;
use super::terminal::Terminal;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "prosec", &mut script);
    terminal.out.write_all(&script)?;
    Ok(Exit::Clean)
}

/// Prints one page for the program and all that it can do.
pub(super) fn manual(terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let mut program = Cli::command();
    program.build();
    let mut page = Vec::new();
    let man = Man::new(program.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in program.get_subcommands() {
        add_command(command, &mut page)?;
    }
    man.render_extra_section(&mut page)?;
    terminal.out.write_all(&page)?;
    Ok(Exit::Clean)
}

/// Adds the sections of a command and of those below it.
fn add_command(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    Roff::new().control("SH", [name.to_uppercase().as_str()]).to_writer(page)?;
    let mut sections = Vec::new();
    let man = Man::new(command.clone());
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    man.render_options_section(&mut sections)?;
    // What stands below the heading of a command are parts of its section.
    page.extend(
        String::from_utf8_lossy(&sections).replace("\n.SH ", "\n.SS ").replacen(".SH ", ".SS ", 1).bytes(),
    );
    command.get_subcommands().try_for_each(|below| add_command(below, page))
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    /// All flags of all commands, each with the commands that lead to it, in capitals.
    fn flags() -> Vec<(String, String)> {
        fn collect(command: &Command, flags: &mut Vec<(String, String)>) {
            let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
            let long = command.get_arguments().filter_map(|argument| argument.get_long());
            flags.extend(long.map(|flag| (name.clone(), flag.to_owned())));
            command.get_subcommands().for_each(|below| collect(below, flags));
        }
        let mut program = Cli::command();
        program.build();
        let mut flags = Vec::new();
        collect(&program, &mut flags);
        flags.retain(|(command, _)| !command.contains("HELP"));
        assert!(flags.len() > 60, "{flags:?}");
        flags
    }

    /// What is printed.
    fn printed(print: impl FnOnce(&mut Terminal<'_>) -> io::Result<Exit>) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = print(&mut Terminal::plain(&mut out, &mut err)).expect("it is printed to memory");
        assert!(exit == Exit::Clean && err.is_empty());
        String::from_utf8(out).expect("output is UTF-8")
    }

    #[test]
    fn completions_hold_every_command_and_flag() {
        for &shell in Shell::value_variants() {
            let script = printed(|terminal| completions(shell, terminal));
            for (command, flag) in flags() {
                assert!(script.contains(&flag), "{shell} has no --{flag} of {command}");
                let last = command.rsplit(' ').next().unwrap_or_default().to_lowercase();
                assert!(script.contains(&last), "{shell} has no {command}");
            }
        }
    }

    #[test]
    fn the_manual_page_holds_every_command_and_flag_in_its_section() {
        let page = printed(manual).replace('\\', "");
        assert!(page.contains(".TH prosec 1") && page.contains("Exit codes: 0"), "{page}");
        for (command, flag) in flags() {
            let heading =
                if command == "PROSEC" { ".SH OPTIONS".into() } else { format!(".SH \"{command}\"") };
            let (_, section) = page.split_once(&heading).unwrap_or_else(|| panic!("no {heading} in {page}"));
            let section = section.split("\n.SH ").next().unwrap_or_default();
            assert!(section.contains(&format!("--{flag}")), "no --{flag} of {command}: {section}");
        }
    }
}
